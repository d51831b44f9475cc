package federzug.trust;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.proxy.ProxyConfig;
import eu.europa.esig.dss.service.http.proxy.ProxyProperties;
import federzug.notice.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Configures outgoing connections: proxy, own certification authorities, and credentials for services. */
final class Network {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final NetworkSettings settings;
    private final Function<String, @Nullable String> environment;

    Network(NetworkSettings settings, Function<String, @Nullable String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    static Network direct() {
        return new Network(NetworkSettings.DIRECT, name -> null);
    }

    boolean isProxy(String host) {
        URI proxy = settings.proxy();
        return proxy != null && host.equalsIgnoreCase(proxy.getHost());
    }

    /** Prepares a loader that does not identify itself: for addresses found in other people's certificates. */
    <L extends CommonsDataLoader> L prepare(L loader) {
        URI proxy = settings.proxy();
        if (proxy != null) {
            ProxyProperties properties = new ProxyProperties();
            properties.setHost(proxy.getHost());
            properties.setPort(proxy.getPort());
            properties.setScheme("http");
            properties.setExcludedHosts(settings.withoutProxy());
            if (settings.proxyUser() != null) {
                properties.setUser(settings.proxyUser());
                properties.setPassword(proxyPassword());
            }
            ProxyConfig config = new ProxyConfig();
            config.setHttpProperties(properties);
            config.setHttpsProperties(properties);
            loader.setProxyConfig(config);
        }
        if (settings.authorities() != null) {
            char[] throwaway = UUID.randomUUID().toString().toCharArray();
            loader.setSslTruststore(new InMemoryDocument(stored(believed(), throwaway)));
            loader.setSslTruststoreType("PKCS12");
            loader.setSslTruststorePassword(throwaway);
        }
        return loader;
    }

    /** Prepares a loader for one service of our own choice. */
    <L extends CommonsDataLoader> L prepare(L loader, URI service) {
        prepare(loader);
        NetworkSettings.Access access = access(service);
        if (access == null) {
            return loader;
        }
        if (access.user() != null) {
            int port = service.getPort() > 0 ? service.getPort() : "https".equals(service.getScheme()) ? 443 : 80;
            char[] password = secret(access.passwordEnv(), access.passwordFile());
            loader.addAuthentication(service.getHost(), port, service.getScheme(), access.user(), password);
            loader.setPreemptiveAuthentication(true);
        }
        Path key = access.clientKey();
        if (key != null) {
            try {
                loader.setSslKeystore(new InMemoryDocument(Files.readAllBytes(key)));
            } catch (IOException e) {
                throw TrustException.refused("trust.network.unreadable", Place.NOWHERE, key)
                        .causedBy(e);
            }
            loader.setSslKeystoreType("PKCS12");
            loader.setSslKeystorePassword(secret(access.clientKeyPasswordEnv(), access.clientKeyPasswordFile()));
        }
        return loader;
    }

    /** A client of the JDK with the same proxy and authorities. */
    HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder();
        URI proxy = settings.proxy();
        if (proxy != null) {
            client.proxy(new Selector(proxy, settings.withoutProxy()));
            if (settings.proxyUser() != null) {
                client.authenticator(new ProxyAnswer(proxy, settings.proxyUser(), proxyPassword()));
            }
        }
        if (settings.authorities() != null) {
            client.sslContext(tls());
        }
        return client;
    }

    /** TLS that believes the usual authorities and those of the own house. */
    SSLContext tls() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw TrustException.refused(
                            "trust.network.unreadable", Place.NOWHERE, String.valueOf(settings.authorities()))
                    .causedBy(e);
        }
    }

    private NetworkSettings.@Nullable Access access(URI service) {
        return settings.access() == null ? null : settings.access().get(String.valueOf(service.getHost()));
    }

    private char[] proxyPassword() {
        return secret(settings.proxyPasswordEnv(), settings.proxyPasswordFile());
    }

    /** The usual authorities and those of the own house. */
    private KeyStore believed() {
        Path file = settings.authorities();
        try {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            int number = 0;
            TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            usual.init((KeyStore) null);
            for (TrustManager manager : usual.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    for (X509Certificate certificate : trust.getAcceptedIssuers()) {
                        all.setCertificateEntry("ca-" + ++number, certificate);
                    }
                }
            }
            if (file != null) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (Certificate own :
                            CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                        all.setCertificateEntry("ca-" + ++number, own);
                    }
                }
            }
            return all;
        } catch (IOException | GeneralSecurityException e) {
            throw TrustException.refused("trust.network.unreadable", Place.NOWHERE, String.valueOf(file))
                    .causedBy(e);
        }
    }

    private static byte[] stored(KeyStore keys, char[] password) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            keys.store(out, password);
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    char[] secret(@Nullable String variable, @Nullable Path file) {
        String value = variable == null ? null : environment.apply(variable);
        if (value != null) {
            return value.toCharArray();
        }
        if (file == null) {
            throw TrustException.refused("trust.network.no-secret", Place.NOWHERE, String.valueOf(variable));
        }
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
                throw TrustException.refused("trust.network.secret-open", Place.NOWHERE, file);
            }
            String text = StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw TrustException.refused("trust.network.no-secret", Place.NOWHERE, file)
                    .causedBy(e);
        }
    }

    private static final class Selector extends ProxySelector {
        private final Proxy proxy;
        private final List<String> direct;

        Selector(URI proxy, List<String> direct) {
            this.proxy =
                    new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort()));
            this.direct = direct;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(direct.contains(uri.getHost()) ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException trouble) {
            // The caller learns of it by the exception.
        }
    }

    private static final class ProxyAnswer extends Authenticator {
        private final URI proxy;
        private final String user;
        private final char[] password;

        ProxyAnswer(URI proxy, String user, char[] password) {
            this.proxy = proxy;
            this.user = user;
            this.password = password;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            boolean asked = getRequestorType() == RequestorType.PROXY
                    && proxy.getHost().equalsIgnoreCase(getRequestingHost())
                    && proxy.getPort() == getRequestingPort();
            return asked ? new PasswordAuthentication(user, password) : null;
        }
    }
}

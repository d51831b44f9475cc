package federzug.trust;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from addresses found in other people's certificates: http and https only, and never from a machine of the own
 * network. The check sits where names are resolved, so it holds for redirects and for names that change their answer.
 */
final class PublicDataLoader extends CommonsDataLoader {
    private static final long serialVersionUID = 1L;
    private static final int MILLISECONDS = 8_000;

    private static final byte[] NOTHING = {};

    private static final int LARGEST = 50_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final boolean insideAllowed;
    private final Set<String> hostsAllowed;
    private final transient Network network;
    private final transient @Nullable KeptAnswers kept;

    private PublicDataLoader(
            String contentType,
            boolean insideAllowed,
            Set<String> hostsAllowed,
            Network network,
            @Nullable KeptAnswers kept) {
        super(contentType);
        this.insideAllowed = insideAllowed;
        this.hostsAllowed = Set.copyOf(hostsAllowed);
        this.network = network;
        this.kept = kept;
        setTimeoutConnection(MILLISECONDS);
        setTimeoutConnectionRequest(MILLISECONDS);
        setTimeoutResponse(MILLISECONDS);
        setTimeoutSocket(MILLISECONDS);
        setHttpClientResponseHandler(new LimitedAnswer(LARGEST, LONGEST));
    }

    static PublicDataLoader ocsp(boolean insideAllowed) {
        return ocsp(insideAllowed, Network.direct(), null);
    }

    static PublicDataLoader plain(boolean insideAllowed) {
        return plain(insideAllowed, Network.direct(), null);
    }

    static PublicDataLoader ocsp(boolean insideAllowed, Network network, @Nullable KeptAnswers kept) {
        return network.prepare(
                new PublicDataLoader("application/ocsp-request", insideAllowed, Set.of(), network, kept));
    }

    static PublicDataLoader plain(boolean insideAllowed, Network network, @Nullable KeptAnswers kept) {
        return network.prepare(new PublicDataLoader("", insideAllowed, Set.of(), network, kept));
    }

    /**
     * For trusted lists.
     *
     * @param hostsAllowed these may lie in the own network
     */
    static PublicDataLoader lists(
            boolean insideAllowed, Set<String> hostsAllowed, ListSettings limits, Network network) {
        PublicDataLoader loader = network.prepare(new PublicDataLoader("", insideAllowed, hostsAllowed, network, null));
        int milliseconds = Math.toIntExact(limits.timeout().toMillis());
        loader.setTimeoutConnection(milliseconds);
        loader.setTimeoutConnectionRequest(milliseconds);
        loader.setTimeoutResponse(milliseconds);
        loader.setTimeoutSocket(milliseconds);
        loader.setHttpClientResponseHandler(new LimitedAnswer(limits.bytes(), limits.timeout()));
        // The next refresh tries again.
        loader.setRetryStrategy(new DefaultHttpRequestRetryStrategy(0, TimeValue.ZERO_MILLISECONDS));
        return loader;
    }

    @Override
    public byte[] get(String url) {
        String address = checked(url);
        return freshOrKept(address, NOTHING, () -> super.get(address));
    }

    @Override
    public byte[] post(String url, byte[] content) {
        String address = checked(url);
        return freshOrKept(address, content, () -> super.post(address, content));
    }

    private byte[] freshOrKept(String address, byte[] question, Supplier<byte[]> fresh) {
        if (kept == null) {
            return fresh.get();
        }
        try {
            byte[] answer = fresh.get();
            if (answer != null && answer.length > 0) {
                kept.keep(address, question, answer);
            }
            return answer;
        } catch (DSSException e) {
            return kept.last(address, question).orElseThrow(() -> e);
        }
    }

    private String checked(String url) {
        String address = url.strip();
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null
                    && !isInsideLiteral(uri.getHost())
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new DSSExternalResourceException("no address: " + address, e);
        }
        throw new DSSExternalResourceException("neither http nor https: " + address);
    }

    /** Behind a proxy, names are resolved there; what is written as a number is seen here. */
    private boolean isInsideLiteral(String host) {
        if (isAllowed(host) || !host.matches("[0-9.]+|\\[.*]|localhost")) {
            return false;
        }
        try {
            return inside(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** What is packed could be hung up on only after it was read to its end. */
    @Override
    protected HttpClientBuilder getHttpClientBuilder(String url) {
        return super.getHttpClientBuilder(url).disableContentCompression();
    }

    @Override
    protected HttpClientConnectionManager getConnectionManager() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(getTlsSocketStrategy())
                .setDefaultSocketConfig(getSocketConfig())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(MILLISECONDS))
                        .build())
                .setDnsResolver(new SystemDefaultDnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        InetAddress[] addresses = super.resolve(host);
                        return network.isProxy(host) ? addresses : outside(host, addresses);
                    }
                })
                .build();
    }

    private boolean isAllowed(String host) {
        return insideAllowed || hostsAllowed.contains(host);
    }

    private InetAddress[] outside(String host, InetAddress[] addresses) throws UnknownHostException {
        for (InetAddress address : addresses) {
            if (!isAllowed(host) && inside(address)) {
                throw new UnknownHostException(host + " lies in a private network");
            }
        }
        return addresses;
    }

    /** Loopback, link-local, private (RFC 1918, RFC 4193), shared (RFC 6598), multicast, unspecified, reserved. */
    static boolean inside(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            // 2000::/3 is the whole public space; of it, tunnels to IPv4 (2002::/16, 2001:0::/32) hide where they lead.
            boolean tunnel = first == 0x20 && (second == 0x02 || second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
            return (first & 0xe0) != 0x20 || tunnel;
        }
        return first == 0 || first == 100 && second >= 64 && second < 128 || first >= 240;
    }
}

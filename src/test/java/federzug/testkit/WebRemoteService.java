package federzug.testkit;

import federzug.testkit.SigningKeys.Holder;
import federzug.testkit.WebVisitor.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A remote service with the example key of a person, and what their browser does on the way to it and back. */
public final class WebRemoteService implements AutoCloseable {
    private static final Pattern LEAVING = Pattern.compile("rel=\"noreferrer\" href=\"([^\"]+)\"");

    public final SigningRemote service;
    private final Path secret;

    public WebRemoteService(Path folder, String person) throws IOException, GeneralSecurityException {
        service = new SigningRemote(Clock.systemUTC()).with("credential", holder(person));
        service.mode = "oauth2code";
        service.tokenType = "Bearer";
        secret = Files.writeString(folder.resolve("zugang-zum-dienst"), SigningRemote.CLIENT_KEY);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    /** Settings of a device with that name. */
    public List<String> settings(String device, String... more) {
        String start = "--federzug.signing.devices." + device + ".";
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                start + "type=csc",
                                start + "service.url=" + service.url(),
                                start + "service.client-id=" + SigningRemote.CLIENT,
                                start + "service.client-secret-file=" + secret),
                        java.util.Arrays.stream(more).map(setting -> start + setting))
                .toList();
    }

    /** Presses the button and follows to the service and back until nothing leads to the service any more. */
    public Answer signs(WebVisitor person) {
        Answer answer = person.submit("/unterzeichnen", "/unterzeichnen/jetzt");
        for (int i = 0; i < 6 && leads(answer); i++) {
            answer = back(person, comesBack(answer));
        }
        return answer;
    }

    /** The browser is back; the answer once nothing is under way any more, however long that took. */
    public static Answer back(WebVisitor person, String address) {
        Answer answer = person.get(address);
        if (!answer.target().equals("/unterzeichnen")) {
            return answer;
        }
        Answer page = person.settled("/unterzeichnen");
        return leads(page) || page.status() != 200 ? page : answer;
    }

    public static boolean leads(Answer answer) {
        return answer.status() == 200 && LEAVING.matcher(answer.body()).find();
    }

    /** Goes where the page leads, and lets the service answer. */
    public static String comesBack(Answer page) {
        Matcher leaving = LEAVING.matcher(page.body());
        if (!leaving.find()) {
            throw new AssertionError("leads to no service: " + page.status() + " " + page.body());
        }
        URI service = URI.create(leaving.group(1).replace("&amp;", "&"));
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(service).build(), HttpResponse.BodyHandlers.discarding());
            URI back = URI.create(answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(service + ": " + answer.statusCode())));
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The example key of a person. */
    public static Holder holder(String person) throws IOException, GeneralSecurityException {
        char[] password = "nur-zum-testen".toCharArray();
        try (InputStream in = Files.newInputStream(Path.of("keystores-example", person + "-NUR-ZUM-TESTEN.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String alias = store.aliases().nextElement();
            X509Certificate own = (X509Certificate) store.getCertificate(alias);
            return new Holder(
                    new KeyPair(own.getPublicKey(), (PrivateKey) store.getKey(alias, password)), own, (X509Certificate)
                            store.getCertificateChain(alias)[1]);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}

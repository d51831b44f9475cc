package federzug.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import federzug.testkit.DemoPkiCertificates.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * A union of two countries of its own: authorities with keys nobody else has, their trusted lists, the list of lists
 * with a pivot (its signer has changed since the Official Journal), all served over HTTP on loopback, with faults.
 */
public final class TrustListPublisher implements AutoCloseable {
    public static final String JOURNAL = "https://journal.example/oj";
    public static final String LOTL = "/lotl.xml";
    public static final String PIVOT = "/pivot-1.xml";
    public static final String GERMAN = "/de.xml";
    public static final String AUSTRIAN = "/at.xml";

    public static final String REVOKED = "/ausgabe.crl";

    private static final String MARK = "-NUR-ZUM-TESTEN";
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();
    private static final Duration YEAR = Duration.ofDays(365);

    /** What to do with a question instead of answering it. */
    @FunctionalInterface
    public interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Path folder;
    private final Instant now;
    private final HttpServer server;
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable HttpsServer secure;
    private final Identity authority;
    private final Identity unit;
    private final Identity journalSigner;
    private final Identity presentSigner;
    private final Identity germanSigner;
    private final Identity austrianSigner;

    public TrustListPublisher(Path folder, Instant now) throws Exception {
        this.folder = folder;
        this.now = now;
        Files.createDirectories(folder);
        DemoPki.make(folder, keys());
        authority = identity("ausgabe");
        unit = identity("zeitstempel");
        journalSigner = identity("lotl-signatur");
        germanSigner = identity("listensignatur");
        DemoPkiCertificates certificates = new DemoPkiCertificates();
        presentSigner = certificates.listSigner(identity("wurzel"), new X500Name("CN=LOTL heute,C=EU"));
        austrianSigner = certificates.listSigner(identity("wurzel"), new X500Name("CN=Liste AT,C=AT"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
        publish(7);
    }

    /** Everything as it should be. */
    public void publish(int sequence) throws Exception {
        pages.put(GERMAN, national("DE", GERMAN, sequence, YEAR, germanSigner));
        pages.put(AUSTRIAN, national("AT", AUSTRIAN, sequence, YEAR, austrianSigner));
        pages.put(PIVOT, pivot(journalSigner));
        pages.put(LOTL, lotl(sequence, YEAR, presentSigner));
        revoke(List.of());
        faults.clear();
    }

    /** The list of lists, signed by the person whose certificate only the pivot announces. */
    public byte[] lotl(int sequence, Duration next) throws Exception {
        return lotl(sequence, next, presentSigner);
    }

    /** As only somebody could sign it whom nobody has announced. */
    public byte[] lotlByAStranger(int sequence) throws Exception {
        return lotl(sequence, YEAR, austrianSigner);
    }

    /** As the Official Journal's signer alone would do: without any pivot. */
    public byte[] lotlWithoutPivot(int sequence) throws Exception {
        return lists(sequence, YEAR).listOfLists(at(LOTL), pointers(journalSigner), List.of(JOURNAL), journalSigner);
    }

    public byte[] pivotByAStranger() throws Exception {
        return pivot(austrianSigner);
    }

    public byte[] german(int sequence, Duration next) throws Exception {
        return national("DE", GERMAN, sequence, next, germanSigner);
    }

    public byte[] germanByAStranger(int sequence) throws Exception {
        return national("DE", GERMAN, sequence, YEAR, austrianSigner);
    }

    public byte[] germanUnsigned(int sequence) throws Exception {
        return lists(sequence, YEAR)
                .unsignedList(authority.certificate(), unit.certificate(), "DE", at(GERMAN))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] national(String territory, String path, int sequence, Duration next, Identity signer)
            throws Exception {
        DemoPkiLists lists = lists(sequence, next);
        return lists.sign(lists.unsignedList(authority.certificate(), unit.certificate(), territory, at(path)), signer);
    }

    private byte[] pivot(Identity signer) throws Exception {
        return lists(1, YEAR).listOfLists(at(PIVOT), pointers(presentSigner), List.of(JOURNAL), signer);
    }

    private byte[] lotl(int sequence, Duration next, Identity signer) throws Exception {
        return lists(sequence, next)
                .listOfLists(at(LOTL), pointers(presentSigner), List.of(at(PIVOT), JOURNAL), signer);
    }

    private String pointers(Identity nextSigner) throws Exception {
        return DemoPkiLists.pointerToLists(nextSigner.certificate(), at(LOTL))
                + DemoPkiLists.pointerTo(germanSigner.certificate(), "DE", at(GERMAN))
                + DemoPkiLists.pointerTo(austrianSigner.certificate(), "AT", at(AUSTRIAN));
    }

    private DemoPkiLists lists(int sequence, Duration next) {
        Instant issue = now.minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        return new DemoPkiLists(issue, now.plus(next).truncatedTo(ChronoUnit.SECONDS), sequence);
    }

    public void serve(String path, byte[] page) {
        pages.put(path, page);
    }

    public byte[] page(String path) {
        byte[] page = pages.get(path);
        if (page == null) {
            throw new IllegalArgumentException(path);
        }
        return page;
    }

    public void fault(String path, Fault fault) {
        faults.put(path, fault);
    }

    /** What was asked for, in order; asking forgets it. */
    public List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    public String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The same pages behind TLS, with a certificate of the root that nobody outside knows. */
    public String secureAt(String path) throws Exception {
        if (secure == null) {
            secure = new TrustListCertificates(identity("wurzel"), at(REVOKED)).server();
            secure.createContext("/", this::answer);
            secure.start();
        }
        return "https://localhost:" + secure.getAddress().getPort() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** PKCS#12 files and the like of these authorities, as in {@code keystores-example}. */
    public Path folder() {
        return folder;
    }

    /** The public keys of root and issuing authority. */
    public Path keys() {
        return folder.resolve("keys.properties");
    }

    /** The certificate that the Official Journal names, as PEM. */
    public Path journalCertificate() {
        return folder.resolve("pki" + MARK).resolve("lotl-signatur" + MARK + ".crt");
    }

    /** The certificate that signs the German list, as PEM. */
    public Path germanSignerCertificate() throws Exception {
        return pem("listensignatur.pem", germanSigner.certificate());
    }

    public Path rootCertificate() {
        return folder.resolve("pki" + MARK).resolve("wurzel" + MARK + ".crt");
    }

    public Path keystore(String person) {
        return folder.resolve(person + MARK + ".p12");
    }

    /**
     * A certificate of the issuing authority: also one that is not qualified, or holds at another time.
     *
     * @return the PKCS#12 file, password as everywhere here
     */
    public Path issue(String name, String given, String family, boolean qualified, Instant from, Instant to)
            throws Exception {
        return new TrustListCertificates(authority, at(REVOKED))
                .issue(folder, name, given, family, qualified, from, to);
    }

    /** From an hour ago on, exactly these are revoked. */
    public void revoke(List<Path> keystores) throws Exception {
        List<X509Certificate> revoked = new ArrayList<>();
        for (Path keystore : keystores) {
            try (InputStream in = Files.newInputStream(keystore)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, PASSWORD);
                revoked.add(
                        (X509Certificate) store.getCertificate(store.aliases().nextElement()));
            }
        }
        pages.put(
                REVOKED,
                new DemoPkiCertificates()
                        .revocationList(authority, revoked, now.minus(Duration.ofHours(1)))
                        .getEncoded());
    }

    private Path pem(String name, X509Certificate certificate) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private Identity identity(String name) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("pki" + MARK).resolve(name + MARK + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            String alias = store.aliases().nextElement();
            List<X509Certificate> chain = Stream.of(store.getCertificateChain(alias))
                    .map((Certificate one) -> (X509Certificate) one)
                    .toList();
            return new Identity((PrivateKey) store.getKey(alias, PASSWORD), chain);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Fault fault = faults.get(path);
            byte[] page = pages.get(path);
            if (fault != null) {
                fault.answer(exchange);
            } else if (page == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        if (secure != null) {
            secure.stop(0);
        }
    }
}

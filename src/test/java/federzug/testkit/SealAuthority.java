package federzug.testkit;

import federzug.testkit.DemoPkiCertificates.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** The example keys with those of a public authority beside them, whose seals the trusted list calls qualified. */
public final class SealAuthority {
    /** Name of its key. */
    public static final String KEY = "siegel";

    public static final String NAME = "Landesamt für Beispiele (NUR-ZUM-TESTEN)";

    private static final Path EXAMPLE = Path.of("keystores-example");
    private static final String MARK = "NUR-ZUM-TESTEN";
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    private SealAuthority() {}

    /** Copies the example keys into a folder and adds the seal. */
    public static Path in(Path folder) throws Exception {
        copy(folder);
        Path pki = folder.resolve("pki-" + MARK);
        Identity authority = identity(pki.resolve("ausgabe-" + MARK + ".p12"));
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "DE")
                .addRDN(BCStyle.O, NAME)
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "GOVDE-NUR-ZUM-TESTEN")
                .addRDN(BCStyle.CN, NAME)
                .build();
        Identity seal = new DemoPkiCertificates().seal(authority, name);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(KEY, seal.key(), PASSWORD, seal.chain().toArray(X509Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(folder.resolve(KEY + "-" + MARK + ".p12"))) {
            store.store(out, PASSWORD);
        }
        Files.write(
                pki.resolve("vertrauensliste-" + MARK + ".xml"),
                new DemoPkiLists(DemoPkiCertificates.BEGIN.plus(1, ChronoUnit.DAYS))
                        .forSealsAsWell()
                        .trustedList(
                                authority.certificate(),
                                identity(pki.resolve("zeitstempel-" + MARK + ".p12"))
                                        .certificate(),
                                identity(pki.resolve("listensignatur-" + MARK + ".p12"))));
        return folder;
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.toList()) {
                Path there = folder.resolve(EXAMPLE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
    }

    private static Identity identity(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        String alias = store.aliases().nextElement();
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new Identity((PrivateKey) store.getKey(alias, PASSWORD), chain);
    }
}

package federzug.testkit;

import federzug.testkit.DemoPkiCertificates.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The example authorities as they are over decades: the keys of persons, of those who answer about revocation and of the
 * time stamps are exchanged, each with certificates of a few years, and lists are issued anew. Root and issuing authority
 * stay.
 */
public final class AgeingAuthority {
    private static final Path EXAMPLE = Path.of("keystores-example");
    private static final String MARK = "-NUR-ZUM-TESTEN";
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    private final Path folder;
    private final List<X509Certificate> units = new ArrayList<>();
    private int sequence;

    /** @param folder becomes what {@code federzug.trust.example-folder} names */
    public AgeingAuthority(Path folder) throws IOException {
        this.folder = folder;
        ExampleCopy.in(folder);
    }

    /**
     * Exchanges all keys that authorities exchange, and issues the lists.
     *
     * @param from when certificates begin and lists are issued
     * @param persons until when the certificates of persons and of answers are valid
     * @param stamps until when that of the new time-stamp unit is
     * @param lists when the next lists are due
     */
    public void renew(Instant from, Instant persons, Instant stamps, Instant lists) throws Exception {
        Identity issuing = ExampleCopy.identity(pki("ausgabe"));
        DemoPkiCertificates few = new DemoPkiCertificates(from, persons);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(MARK + ".p12")).toList()) {
                exchange(file, few.signatory(issuing, name(file)));
            }
        }
        exchange(pki("auskunft-ausgabe"), few.ocspResponder(issuing, name(pki("auskunft-ausgabe"))));
        exchange(
                pki("auskunft-wurzel"),
                few.ocspResponder(ExampleCopy.identity(pki("wurzel")), name(pki("auskunft-wurzel"))));
        Identity unit = new DemoPkiCertificates(from, stamps).timeStampUnit(issuing, name(pki("zeitstempel")));
        exchange(pki("zeitstempel"), unit);

        DemoPkiLists issued = new DemoPkiLists(from, lists, ++sequence).withEarlierUnits(units);
        Identity lotlSigner = ExampleCopy.identity(pki("lotl-signatur"));
        Identity listSigner = ExampleCopy.identity(pki("listensignatur"));
        Files.write(
                folder.resolve("pki" + MARK).resolve("vertrauensliste" + MARK + ".xml"),
                issued.trustedList(issuing.certificate(), unit.certificate(), listSigner));
        Files.write(
                folder.resolve("pki" + MARK).resolve("lotl" + MARK + ".xml"),
                issued.listOfLists(listSigner.certificate(), lotlSigner));
        units.add(unit.certificate());
    }

    private Path pki(String name) {
        return folder.resolve("pki" + MARK).resolve(name + MARK + ".p12");
    }

    private static X500Name name(Path file) throws Exception {
        return X500Name.getInstance(ExampleCopy.identity(file)
                .certificate()
                .getSubjectX500Principal()
                .getEncoded());
    }

    private static void exchange(Path file, Identity identity) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "schluessel", identity.key(), PASSWORD, identity.chain().toArray(X509Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }
}

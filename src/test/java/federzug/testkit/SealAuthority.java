package federzug.testkit;

import federzug.testkit.DemoPkiCertificates.Identity;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** The example keys with those of a public authority beside them, whose seals the trusted list calls qualified. */
public final class SealAuthority {
    /** Name of its key. */
    public static final String KEY = "siegel";

    public static final String NAME = "Landesamt für Beispiele (NUR-ZUM-TESTEN)";

    private static final String MARK = "NUR-ZUM-TESTEN";
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    private SealAuthority() {}

    /** Copies the example keys into a folder and adds the seal. */
    public static Path in(Path folder) throws Exception {
        ExampleCopy.in(folder);
        Path pki = folder.resolve("pki-" + MARK);
        Identity authority = ExampleCopy.identity(pki.resolve("ausgabe-" + MARK + ".p12"));
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
                                ExampleCopy.identity(pki.resolve("zeitstempel-" + MARK + ".p12"))
                                        .certificate(),
                                ExampleCopy.identity(pki.resolve("listensignatur-" + MARK + ".p12"))));
        return folder;
    }
}

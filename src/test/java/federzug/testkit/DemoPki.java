package federzug.testkit;

import federzug.testkit.DemoPkiCertificates.Identity;
import federzug.trust.SecureXml;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Makes {@code keystores-example/} anew, with new keys: {@code mvn -q -Pkeystores-example test-compile exec:java}. The
 * new public keys go into the sources, so build again afterwards.
 */
public final class DemoPki {
    private static final String MARK = "NUR-ZUM-TESTEN";
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    /** The persons of the examples, and one whose certificate was revoked. */
    private static final List<Someone> PEOPLE = List.of(
            new Someone("raphael", "André", "Raphael", "Große Kreisstadt Crimmitschau"),
            new Someone("rodig", "Lutz", "Rodig", "Polizeidirektion Zwickau"),
            new Someone("forkert", "Sven", "Forkert", "Landespräventionsrat Sachsen"),
            new Someone("barth", "Romina", "Barth", "Große Kreisstadt Torgau"),
            new Someone("demmler", "René", "Demmler", "Polizeidirektion Leipzig"),
            new Someone("berndt", "Karin", "Berndt", "Stadt Seifhennersdorf"),
            new Someone("weissbach", "Manfred", "Weißbach", "Polizeidirektion Görlitz"),
            new Someone("gesperrt", "Gerda", "Gesperrt", "Musterstadt"));

    private final DemoPkiCertificates certificates = new DemoPkiCertificates();
    private final Path folder;
    private final Path pki;

    private record Someone(String key, String given, String family, String house) {}

    private DemoPki(Path folder) {
        this.folder = folder;
        this.pki = folder.resolve("pki-" + MARK);
    }

    /** @param arguments folder to write (default {@code keystores-example}); file for the public keys */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "keystores-example");
        Path keys =
                Path.of(arguments.length > 1 ? arguments[1] : "src/main/resources/federzug/trust/demo-keys.properties");
        make(folder, keys);
        System.out.println("New demo PKI in " + folder + ", its public keys in " + keys + ". Build again.");
    }

    /** Writes a whole demo PKI. Tests use it for a second, foreign one. */
    public static void make(Path folder, Path keys) throws Exception {
        new DemoPki(folder).make(keys);
    }

    private void make(Path keys) throws Exception {
        SecureXml.install();
        clear();
        Identity root = certificates.root(service("Federzug Wurzel"));
        Identity authority = certificates.issuingAuthority(root, service("Federzug Ausgabestelle QC"));
        keep(pki, "wurzel", root);
        keep(pki, "ausgabe", authority);
        certificate("wurzel", root.certificate());
        certificate("ausgabe", authority.certificate());

        Identity unit = certificates.timeStampUnit(authority, service("Federzug Zeitstempel"));
        keep(pki, "zeitstempel", unit);
        keep(pki, "auskunft-ausgabe", certificates.ocspResponder(authority, service("Federzug Auskunft Ausgabe")));
        keep(pki, "auskunft-wurzel", certificates.ocspResponder(root, service("Federzug Auskunft Wurzel")));
        X509Certificate revoked = people(authority);
        revocationLists(root, authority, revoked);
        lists(root, authority, unit);

        byte[] key = root.certificate().getPublicKey().getEncoded();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        Files.writeString(keys, """
                # Public keys (SubjectPublicKeyInfo) of the demo authorities in keystores-example.
                # SHA-256 of the root key: %s
                root=%s
                issuing=%s
                """.formatted(hash, base64(root), base64(authority)));
    }

    /** @return the certificate that is to be revoked */
    private X509Certificate people(Identity authority) throws Exception {
        Identity last = authority;
        int number = 0;
        for (Someone someone : PEOPLE) {
            X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
            name.addRDN(BCStyle.C, "DE");
            name.addRDN(BCStyle.O, someone.house());
            name.addRDN(BCStyle.SURNAME, someone.family());
            name.addRDN(BCStyle.GIVENNAME, someone.given());
            name.addRDN(BCStyle.SERIALNUMBER, MARK + "-%04d".formatted(++number));
            name.addRDN(BCStyle.CN, someone.given() + " " + someone.family() + " (" + MARK + ")");
            last = certificates.signatory(authority, name.build());
            keep(folder, someone.key(), last);
        }
        return last.certificate();
    }

    private void revocationLists(Identity root, Identity authority, X509Certificate revoked) throws Exception {
        Instant since = DemoPkiCertificates.BEGIN.plus(1, ChronoUnit.DAYS);
        Files.write(
                pki.resolve("wurzel-" + MARK + ".crl"),
                certificates.revocationList(root, List.of(), since).getEncoded());
        Files.write(
                pki.resolve("ausgabe-" + MARK + ".crl"),
                certificates.revocationList(authority, List.of(revoked), since).getEncoded());
    }

    private void lists(Identity root, Identity authority, Identity unit) throws Exception {
        Identity listSigner = certificates.listSigner(root, service("Federzug Listensignatur", DemoPkiLists.OPERATOR));
        Identity lotlSigner = certificates.listSigner(root, service("Federzug LOTL-Signatur", DemoPkiLists.OPERATOR));
        keep(pki, "listensignatur", listSigner);
        keep(pki, "lotl-signatur", lotlSigner);
        certificate("lotl-signatur", lotlSigner.certificate());
        DemoPkiLists lists = new DemoPkiLists(DemoPkiCertificates.BEGIN.plus(1, ChronoUnit.DAYS));
        Files.write(
                pki.resolve("vertrauensliste-" + MARK + ".xml"),
                lists.trustedList(authority.certificate(), unit.certificate(), listSigner));
        Files.write(pki.resolve("lotl-" + MARK + ".xml"), lists.listOfLists(listSigner.certificate(), lotlSigner));
    }

    private static String base64(Identity identity) {
        byte[] key = identity.certificate().getPublicKey().getEncoded();
        return Base64.getEncoder().encodeToString(key);
    }

    /** The house of an authority is the provider in the trusted list: validators compare the two. */
    private static X500Name service(String name) {
        return service(name, DemoPkiLists.PROVIDER);
    }

    private static X500Name service(String name, String house) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        builder.addRDN(BCStyle.C, "DE");
        builder.addRDN(BCStyle.O, house);
        builder.addRDN(BCStyle.CN, name + " (" + MARK + ")");
        return builder.build();
    }

    private static void keep(Path where, String name, Identity identity) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
        store.setKeyEntry(name + "-" + MARK.toLowerCase(Locale.ROOT), identity.key(), PASSWORD, chain);
        try (OutputStream out = Files.newOutputStream(where.resolve(name + "-" + MARK + ".p12"))) {
            store.store(out, PASSWORD);
        }
    }

    private void certificate(String name, X509Certificate certificate) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded());
        Files.writeString(
                pki.resolve(name + "-" + MARK + ".crt"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private void clear() throws IOException {
        Files.createDirectories(pki);
        for (Path where : List.of(folder, pki)) {
            try (Stream<Path> files = Files.list(where)) {
                for (Path file : files.filter(f -> f.getFileName().toString().contains(MARK + "."))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

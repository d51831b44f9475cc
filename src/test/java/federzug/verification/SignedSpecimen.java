package federzug.verification;

import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Document;
import federzug.document.InMemoryDocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.signing.SignatureRequest;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import federzug.testkit.ATrust;
import federzug.testkit.MovedClock;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningSpecimen;
import federzug.trust.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeanUtils;

/** A document of ours, prepared, signed by three persons with the example keys, and sealed: all by the real rooms. */
public final class SignedSpecimen {
    static final List<String> PERSONS = List.of("raphael", "rodig", "forkert");
    static final Map<String, String> NAMES = Map.of(
            "raphael", "André Raphael",
            "rodig", "Lutz Rodig",
            "forkert", "Sven Forkert",
            "barth", "Romina Barth");
    private static final Path KEYS = Path.of("keystores-example");

    public final InMemoryDocumentStore store = new InMemoryDocumentStore();
    final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T10:00:00Z"));
    final Trust trust;
    final Signing signing;
    public final Verification verification;

    public SignedSpecimen() {
        this(KEYS);
    }

    /** @param keys a folder like that of the example keys, with the same authorities */
    SignedSpecimen(Path keys) {
        trust = new Trust(ATrust.offline(keys, Path.of("target", "no-trust-cache")), clock);
        verification = new Verification(store, trust, clock, VerificationSettings.standard());
        try {
            signing = BeanUtils.instantiateClass(
                    Signing.class.getDeclaredConstructor(
                            federzug.document.DocumentStore.class, Trust.class, Clock.class),
                    store,
                    trust,
                    clock);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    public PreparedPdf prepared(List<String> persons) {
        return prepared(SigningSpecimen.pdf(persons.toArray(String[]::new)), persons);
    }

    public PreparedPdf prepared(byte[] pdf, List<String> persons) {
        List<SignatureField> fields = SigningSpecimen.fields(persons.toArray(String[]::new));
        ArchivalPdf archival = store.keep(new ArchivalPdf(store.put("vertrag.pdf", pdf), "Muster", 1, fields));
        return signing.prepare(archival, fields);
    }

    /** Everybody in the list signs in turn, each with the key of the same name unless told otherwise. */
    public SignedPdf signed(PreparedPdf prepared, List<String> persons, Map<String, String> otherKeys) {
        Document base = prepared;
        for (int i = 0; i < persons.size(); i++) {
            String person = persons.get(i);
            base = sign(base, person, otherKeys.getOrDefault(person, person), i == 0, i == persons.size() - 1);
        }
        return (SignedPdf) base;
    }

    SignedPdf sign(Document base, String person, String key, boolean first, boolean last) {
        try (SigningDevice device = new ExampleDevice(trust.exampleKeystores().get(key))) {
            return sign(base, person, device, first, last);
        }
    }

    SignedPdf sign(Document base, String person, SigningDevice device, boolean first, boolean last) {
        clock.move(Duration.ofMinutes(1));
        SignatureField field = SignatureField.of(person, "Unterschriftsfeld für " + person);
        SignatureRequest request = new SignatureRequest(field, NAMES.get(person), "Amt von " + person, true);
        SigningSession session = signing.begin(base, request, device);
        return signing.complete(session, device.sign(session.toBeSigned()));
    }

    SealedPdf seal(SignedPdf signed) {
        clock.move(Duration.ofMinutes(1));
        return signing.seal(signed, true).pdf();
    }

    public Expected expected(PreparedPdf prepared, List<String> signed) {
        List<Expected.Signer> signers = new ArrayList<>();
        List<SignatureField> open = new ArrayList<>();
        for (SignatureField field : prepared.fields()) {
            if (signed.contains(field.person())) {
                signers.add(
                        new Expected.Signer(field, List.of(NAMES.get(field.person())), "Amt von " + field.person()));
            } else {
                open.add(field);
            }
        }
        return new Expected(prepared.content().digest(), signers, open);
    }

    /** The verdict on other bytes under the same name. */
    public Verdict verify(byte[] bytes, Expected expected) {
        Content content = store.put("vertrag-signiert.pdf", bytes);
        return verification.verify(new SealedPdf(content, content.digest()), expected, null);
    }

    /** A clock that a test moves on by a minute. */
    private static final class ExampleDevice implements SigningDevice {
        private final PrivateKeyEntry entry;

        ExampleDevice(Path file) {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(in, Trust.examplePassword());
                entry = (PrivateKeyEntry) keys.getEntry(
                        keys.aliases().nextElement(), new KeyStore.PasswordProtection(Trust.examplePassword()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String name() {
            return "demo";
        }

        @Override
        public List<byte[]> certificateChain() {
            List<byte[]> chain = new ArrayList<>();
            for (Certificate certificate : entry.getCertificateChain()) {
                try {
                    chain.add(certificate.getEncoded());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
            return chain;
        }

        @Override
        public String algorithm() {
            return "SHA256withECDSA";
        }

        @Override
        public byte[] sign(byte[] toBeSigned) {
            return SigningKeys.value(entry.getPrivateKey(), algorithm(), toBeSigned);
        }

        @Override
        public void close() {}
    }
}

package federzug.testkit;

import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.ceremony.Basis;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.signing.SigningSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ceremony brought as far as a test needs it; its documents are named, not real PDFs. */
public final class CeremonyBuilder {
    public static final Instant TEN = Instant.parse("2021-12-01T09:00:00Z");
    public static final String MATTER = "crimmitschau-2021";
    public static final String AGREEMENT = "crimmitschau";

    private final Map<String, Integer> steps = new LinkedHashMap<>();
    private String text = "text";
    private String representation = "";

    private CeremonyBuilder() {}

    /** Raphael, Rodig and Forkert sign one after the other. */
    public static CeremonyBuilder aCeremony() {
        CeremonyBuilder builder = new CeremonyBuilder();
        builder.steps.put("raphael", 1);
        builder.steps.put("rodig", 2);
        builder.steps.put("forkert", 3);
        return builder;
    }

    public CeremonyBuilder step(String person, int step) {
        steps.put(person, step);
        return this;
    }

    public CeremonyBuilder text(String other) {
        text = other;
        return this;
    }

    public CeremonyBuilder representation(String words) {
        representation = words;
        return this;
    }

    public Moved opening() {
        return Ceremony.open(MATTER, AGREEMENT, true, basis(), prepared(), signatories());
    }

    public Basis basis() {
        return new Basis(1, Digest.of("draft".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 4);
    }

    public Ceremony opened() {
        return opening().next();
    }

    public Ceremony signedBy(String... persons) {
        Ceremony ceremony = opened();
        for (String person : persons) {
            ceremony = sign(ceremony, person).next();
        }
        return ceremony;
    }

    public Ceremony signedByAll() {
        return signedBy(steps.keySet().toArray(String[]::new));
    }

    public PreparedPdf prepared() {
        return new PreparedPdf(
                content(text),
                steps.keySet().stream()
                        .map(person -> SignatureField.of(person, "Unterschriftsfeld für " + person))
                        .toList());
    }

    public List<Signatory> signatories() {
        return steps.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> new Signatory(
                        person(entry.getKey()),
                        entry.getValue(),
                        "demo-" + entry.getKey(),
                        "rueckgabe",
                        LocalDateTime.of(2021, 12, 1, 12, 0)))
                .toList();
    }

    /** Opens the turn, begins and records: the whole way of one person. */
    public static Moved sign(Ceremony ceremony, String person) {
        return ceremony.openTurn(person)
                .then(open -> open.begin(person, session(open, person)))
                .then(begun -> begun.recordSigned(person, signed(begun, person), digest("verdict " + person)));
    }

    public static SigningSession session(Ceremony ceremony, String person) {
        return session(ceremony, person, ceremony.paper());
    }

    public static SigningSession session(Ceremony ceremony, String person, Document base) {
        return new SigningSession(
                "session-" + person,
                base.content().digest(),
                content("prepared for " + person),
                new byte[] {1, -2, 3},
                new byte[] {0x30, 4, 5, -6},
                List.of(new byte[] {7}, new byte[] {8, 9}),
                "SHA256withECDSA",
                ceremony.request(person),
                fieldsWith(ceremony, person),
                Instant.parse("2021-12-01T09:05:00.123456789Z"));
    }

    public static SignedPdf signed(Ceremony ceremony, String person) {
        Digest base = ceremony.paper().content().digest();
        return new SignedPdf(content(base + " + " + person), base, fieldsWith(ceremony, person));
    }

    public static SealedPdf sealed(Ceremony ceremony) {
        Digest base = ceremony.paper().content().digest();
        return new SealedPdf(content(base + " sealed"), base);
    }

    public static Digest digest(String words) {
        return Digest.of(words.getBytes(StandardCharsets.UTF_8));
    }

    private static Content content(String words) {
        return new Content(digest(words), "kooperationsvereinbarung.pdf", words.length());
    }

    private static List<String> fieldsWith(Ceremony ceremony, String person) {
        List<String> fields = new ArrayList<>(ceremony.signedFields());
        fields.add(SignatureField.nameFor(person));
        return fields;
    }

    private Person person(String key) {
        String family = key.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + key.substring(1);
        return new Person(
                key,
                Person.Salutation.HERR,
                "Dr.",
                "Kim",
                family,
                "Bürgermeister",
                "lpr",
                representation,
                key + "@stadt.example",
                List.of());
    }
}

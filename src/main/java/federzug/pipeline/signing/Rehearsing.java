package federzug.pipeline.signing;

import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.Protocol;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.RehearsalSheets;
import federzug.ceremony.RehearsalSheets.Learned;
import federzug.document.ArchivalPdf;
import federzug.document.Digest;
import federzug.document.Marks;
import federzug.document.PreparedPdf;
import federzug.document.Sheet;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import federzug.pipeline.folder.OutFolder;
import federzug.rendering.Rendering;
import federzug.signing.Signing;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Expected;
import federzug.verification.Expected.Signer;
import federzug.verification.Finding;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Manages the one-page sheet that each person signs with their real device days before, and learns from what comes
 * back.
 */
@Component
public class Rehearsing {
    private static final String NAME = "probeblatt.pdf";
    /** What a rehearsal is there to find out is no reason to refuse it. */
    private static final Set<String> LESSONS =
            Set.of("verification.expected.wrong-person", "verification.signature.without-timestamp");

    private final Matters matters;
    private final Ceremonies ceremonies;
    private final RehearsalSheets sheets;
    private final Rendering rendering;
    private final Signing signing;
    private final Verification verification;
    private final OutFolder out;
    private final Clock clock;
    private final Texts texts = Texts.german();

    Rehearsing(
            Matters matters,
            Ceremonies ceremonies,
            RehearsalSheets sheets,
            Rendering rendering,
            Signing signing,
            Verification verification,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.sheets = sheets;
        this.rendering = rendering;
        this.signing = signing;
        this.verification = verification;
        this.out = out;
        this.clock = clock;
    }

    /**
     * @param file the sheet in the out folder, to be sent to everybody
     * @param lessons one sentence for each person: what their copy taught, or that it is not back
     * @param unconfirmed persons by key whose certificate bears another name, until staff {@link #confirm} it
     */
    public record Rehearsed(Path file, List<Notice> lessons, Map<String, String> unconfirmed) {
        public Rehearsed {
            lessons = List.copyOf(lessons);
            unconfirmed = Map.copyOf(unconfirmed);
        }
    }

    /** What is known so far; empty if there is no sheet yet. Nothing is made or written. */
    public Optional<Rehearsed> soFar(String matter) {
        StoredMatter stored = stored(matter);
        return sheets.sheet(matter)
                .map(sheet -> rehearsed(stored, out.folder(stored).resolve(NAME)));
    }

    /** Makes the sheet if there is none, and reports what is known so far. */
    public Rehearsed rehearse(String matter, Progress progress) {
        StoredMatter stored = stored(matter);
        PreparedPdf sheet = sheets.sheet(matter).orElseGet(() -> make(stored, progress));
        return rehearsed(stored, out.write(stored, NAME, sheet.content(), progress));
    }

    private Rehearsed rehearsed(StoredMatter stored, Path file) {
        Map<String, Learned> learned = new LinkedHashMap<>();
        sheets.learned(stored.matter().id()).forEach(one -> learned.put(one.person(), one));
        List<Notice> lessons = signatories(stored).values().stream()
                .map(person -> lesson(person, Optional.ofNullable(learned.get(person.key()))))
                .toList();
        Map<String, String> unconfirmed = new LinkedHashMap<>();
        signatories(stored).values().stream()
                .filter(person -> learned.containsKey(person.key()) && isAnotherName(learned.get(person.key())))
                .forEach(person -> unconfirmed.put(person.key(), person.nameWithTitle()));
        return new Rehearsed(file, lessons, unconfirmed);
    }

    private static Notice lesson(Person person, Optional<Learned> learned) {
        String name = person.nameWithTitle();
        if (learned.isEmpty()) {
            return Notice.warning("pipeline.rehearse.not-back", Place.NOWHERE, name);
        }
        Learned one = learned.get();
        if (isAnotherName(one)) {
            return Notice.warning(
                    "pipeline.rehearse.other-name",
                    Place.NOWHERE,
                    name,
                    PersonalNumber.maskedIn(one.holder()),
                    one.person());
        }
        String code = one.timestamped() ? "pipeline.rehearse.works" : "pipeline.rehearse.works-without-time";
        return Notice.note(code, Place.NOWHERE, name, PersonalNumber.maskedIn(one.holder()));
    }

    private static boolean isAnotherName(Learned one) {
        return !one.nameMatches() && !one.isConfirmed();
    }

    /** Staff say that the name in the certificate is this person's; from now on it is accepted. */
    public void confirm(Acting acting, String matter, String person, Progress progress) {
        stored(matter);
        Learned learned = sheets.learned(matter).stream()
                .filter(one -> one.person().equals(person))
                .findFirst()
                .orElseThrow(
                        () -> PipelineException.refused("pipeline.rehearse.nothing", Place.NOWHERE, person, matter));
        for (Ceremony ceremony : ceremonies.ofMatter(matter)) {
            boolean signs =
                    ceremony.turns().stream().anyMatch(turn -> turn.person().equals(person));
            if (signs) {
                Acting confirming = acting.because(learned.holder());
                ceremonies.save(ceremony.confirmSpelling(person), confirming, clock.instant());
            }
        }
        sheets.confirm(matter, person, acting.by());
        progress.changed(Notice.note("pipeline.rehearse.confirmed", Place.file(matter), person, learned.holder()));
    }

    /** Takes a signed sheet; empty if the bytes are not a known sheet. */
    Optional<Notice> take(@Nullable String matter, byte[] bytes) {
        List<String> ids = matter == null ? matters.ids() : List.of(matter);
        for (String id : ids) {
            Optional<PreparedPdf> sheet = Unreadable.passingOver(id, () -> sheets.sheet(id))
                    .flatMap(known -> known)
                    .filter(one -> begins(bytes, one));
            if (sheet.isPresent()) {
                return Optional.of(learn(stored(id), sheet.get(), bytes));
            }
        }
        return Optional.empty();
    }

    private Notice learn(StoredMatter stored, PreparedPdf sheet, byte[] bytes) {
        SignatureField field = signedField(sheet, bytes);
        Person person = stored.matter().person(field.person()).orElseThrow();
        SignedPdf copy = signing.adopt(sheet, bytes, field);
        List<String> names = Stream.concat(Stream.of(person.name()), person.spellings().stream())
                .toList();
        List<SignatureField> open =
                sheet.fields().stream().filter(one -> !one.equals(field)).toList();
        Verdict verdict = verification.verify(
                copy,
                new Expected(sheet.content().digest(), List.of(new Signer(field, names, person.officeInFull())), open),
                null);
        List<Notice> troubles = verdict.examination().findings().stream()
                .map(Finding::notice)
                .filter(one -> one.severity() != Severity.NOTE && !LESSONS.contains(one.code()))
                .toList();
        if (!troubles.isEmpty()) {
            List<Notice> all = new ArrayList<>(troubles);
            all.add(0, Notice.error("pipeline.rehearse.refused", Place.NOWHERE, person.nameWithTitle()));
            throw new PipelineException(Kind.INPUT, all);
        }
        SignatureFacts facts = verdict.examination().signatures().get(0);
        Learned learned = new Learned(
                stored.matter().id(),
                person.key(),
                copy.content().digest(),
                facts.signer(),
                facts.serialNumber(),
                facts.timestampTime() != null,
                Verification.isNameOf(names, facts.signer()),
                "",
                clock.instant());
        sheets.learn(learned);
        return lesson(person, Optional.of(learned));
    }

    private SignatureField signedField(PreparedPdf sheet, byte[] bytes) {
        @Nullable NoticedException refusal = null;
        for (SignatureField field : sheet.fields()) {
            try {
                signing.adopt(sheet, bytes, field);
                return field;
            } catch (NoticedException e) {
                refusal = e;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        throw new IllegalStateException("a sheet without fields");
    }

    private PreparedPdf make(StoredMatter stored, Progress progress) {
        progress.working(Notice.note(
                "pipeline.rehearse.working", Place.file(stored.matter().id())));
        List<Sheet.Block> blocks = new ArrayList<>();
        String title = texts.text("pipeline.rehearse.title", stored.matter().id());
        blocks.add(new Sheet.Heading(1, title));
        blocks.add(Sheet.Paragraph.of(texts.text("pipeline.rehearse.intro")));
        List<SignatureField> fields = new ArrayList<>();
        for (Person person : signatories(stored).values()) {
            String who = texts.text("pipeline.rehearse.person", person.nameWithTitle(), person.officeInFull());
            SignatureField field =
                    SignatureField.of(person.key(), texts.text("pipeline.rehearse.field", person.nameWithTitle()));
            fields.add(field);
            blocks.add(Sheet.Paragraph.of(who));
            blocks.add(new Sheet.SignatureBox(field));
        }
        Sheet sheet = new Sheet(title, "de-DE", title, blocks);
        ArchivalPdf pdf = rendering.render(sheet, NAME, Marks.rehearsal(true));
        return sheets.keep(stored.matter().id(), signing.prepare(pdf, fields), clock.instant());
    }

    /** By the order of protocol, each once. */
    private static Map<String, Person> signatories(StoredMatter stored) {
        Map<String, Person> persons = new LinkedHashMap<>();
        stored.matter().agreements().stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .map(Signatory::person)
                .sorted(Protocol.of(stored.matter()).order())
                .forEach(person -> persons.putIfAbsent(person.key(), person));
        return persons;
    }

    private static boolean begins(byte[] file, PreparedPdf with) {
        long size = with.content().size();
        return file.length >= size
                && Digest.of(Arrays.copyOf(file, Math.toIntExact(size)))
                        .equals(with.content().digest());
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }
}

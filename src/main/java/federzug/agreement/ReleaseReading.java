package federzug.agreement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the block {@code medieninformation}. */
final class ReleaseReading {
    private static final int MANY = 1_000_000;

    private final Section section;
    private final Problems problems;
    private final Map<String, Person> persons;
    private final ReferencedFiles files;

    ReleaseReading(Section section, Map<String, Person> persons, ReferencedFiles files) {
        this.section = section;
        this.problems = section.problems();
        this.persons = persons;
        this.files = files;
    }

    PressRelease release() {
        String template = section.requiredKey("vorlage");
        LocalDateTime sendFrom = section.dateTime("versand_ab");
        LocalDateTime embargo = section.dateTime("sperrfrist");
        LocalDateTime latest = section.dateTime("spaetestens");
        if (sendFrom != null && latest != null && latest.isBefore(sendFrom)) {
            problems.error("agreement.release.latest-too-early", section.place("spaetestens"));
        }
        String number = section.line("nummer");
        String headline = section.requiredLine("ueberschrift");
        String text = section.prose("text");
        String outlook = section.prose("ausblick");
        String about = section.prose("abbinder");
        String sender = section.prose("absender");
        PressRelease.Contact contact = section.section("ansprechperson", true)
                .map(ReleaseReading::contact)
                .orElse(NOBODY);
        List<PressRelease.Quote> quotes = quotes();
        PressRelease.Counters counters =
                section.section("zahlen", false).map(ReleaseReading::counters).orElse(null);
        PressRelease.Picture picture =
                section.section("bild", false).flatMap(this::picture).orElse(null);
        PressRelease.Second second = section.section("zweite_fassung", false)
                .map(ReleaseReading::second)
                .orElse(null);
        List<PressRelease.Recipient> recipients = recipients();
        section.done();
        return new PressRelease(
                template,
                sendFrom,
                embargo,
                latest,
                headline,
                contact,
                quotes,
                counters,
                recipients,
                number,
                text,
                outlook,
                about,
                sender,
                picture,
                second);
    }

    private Optional<PressRelease.Picture> picture(Section bild) {
        String file = bild.requiredLine("datei");
        String alt = bild.requiredLine("alt");
        String caption = bild.line("bildunterschrift");
        String credit = bild.requiredLine("quelle");
        String rights = bild.requiredLine("rechte");
        String said = bild.line("sha256");
        bild.done();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String digest = new AnnexReading(bild, files.pictures()).digest(bild, file, said);
        return Optional.of(new PressRelease.Picture(file, alt, caption, credit, rights, digest));
    }

    private static PressRelease.Second second(Section section) {
        PressRelease.Second second = new PressRelease.Second(
                section.key("vorlage"), section.requiredLine("ueberschrift"), section.requiredProse("text"));
        section.done();
        return second;
    }

    private static final PressRelease.Contact NOBODY = new PressRelease.Contact("", "", "", "");

    private static PressRelease.Contact contact(Section section) {
        PressRelease.Contact contact = new PressRelease.Contact(
                section.requiredLine("name"),
                section.requiredLine("telefon"),
                section.line("telefax"),
                section.requiredMail("mail"));
        section.done();
        return contact;
    }

    private List<PressRelease.Quote> quotes() {
        List<PressRelease.Quote> quotes = new ArrayList<>();
        for (Section quote : section.sections("zitate", false)) {
            Optional<Person> person = quote.reference("person", persons, "agreement.person.unknown");
            String text = quote.requiredProse("text");
            PressRelease.QuoteApproval approval =
                    quote.section("freigabe", false).map(this::approval).orElse(null);
            quote.done();
            person.ifPresent(speaker -> quotes.add(new PressRelease.Quote(speaker, text, approval)));
        }
        return quotes;
    }

    private PressRelease.@Nullable QuoteApproval approval(Section freigabe) {
        Optional<Person> by = freigabe.reference("von", persons, "agreement.person.unknown");
        LocalDateTime at = freigabe.requiredDateTime("am");
        freigabe.done();
        return by.map(person -> new PressRelease.QuoteApproval(person, at)).orElse(null);
    }

    private static PressRelease.Counters counters(Section section) {
        LocalDate asOf = section.requiredDate("stand");
        PressRelease.Counters counters = new PressRelease.Counters(
                asOf,
                section.requiredNumber("beraten", 0, MANY),
                section.requiredNumber("vereinbarungen", 0, MANY),
                section.requiredNumber("praeventionsraete", 0, MANY),
                section.requiredLine("mittel"),
                section.line("zeitraum"));
        section.done();
        return counters;
    }

    /** {@code verteiler}: a file beside the data, or the recipients themselves. */
    private List<PressRelease.Recipient> recipients() {
        if (section.isList("verteiler")) {
            PressListRows rows = new PressListRows(problems, true);
            for (Section entry : section.sections("verteiler", false)) {
                String name = entry.line("name");
                PressRelease.Recipient kept = new PressRelease.Recipient(
                        "",
                        "",
                        entry.line("medium"),
                        entry.line("themen"),
                        rows.yesOrDay(entry.line("abbestellt"), entry.place("abbestellt")),
                        rows.pause(entry.line("pause_bis"), entry.place("pause_bis")),
                        rows.yesOrDay(entry.line("medienservice"), entry.place("medienservice")),
                        entry.line("quelle"),
                        rows.day(entry.line("quelle_datum"), entry.place("quelle_datum")));
                // A list in one line falls apart at the separator of the table it was pasted into.
                List<PastedAddress> strayed = PastedAddress.in(name);
                List<PastedAddress> mails = entry.requiredMails("adresse");
                for (PastedAddress pasted : mails) {
                    boolean named = !name.isEmpty() && strayed.isEmpty();
                    rows.add(pasted.address(), named ? name : pasted.name(), kept, entry.place("adresse"));
                }
                strayed.stream()
                        .filter(one -> mails.stream().noneMatch(known -> known.isSame(one)))
                        .forEach(one -> rows.add(one.address(), one.name(), kept, entry.place("name")));
                entry.done();
            }
            return rows.recipients();
        }
        String file = section.line("verteiler");
        if (file.isEmpty()) {
            if (!section.has("verteiler")) {
                problems.warning("agreement.press-list.none", section.place("verteiler"));
            }
            return List.of();
        }
        return files.pressLists().read(file, section.place("verteiler"), problems);
    }
}

package federzug.drafting;

import federzug.agreement.CityRegister;
import federzug.agreement.DataCheck;
import federzug.agreement.FormCheck;
import federzug.agreement.FormRules;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Municipality.Status;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks that data and wording agree with each other and with the law, before anything is signed or sent. It needs both
 * what the data say and what the finished text says, which only this room has; everything is compared with the day of
 * the event.
 */
@Component
public class Consistency {
    private static final Pattern TODAY = Pattern.compile("\\b[Hh]eut(?:e|ig(?:e|en|er|em|es))\\b");
    /** "Anlage 2", or what is said to stand "in einer Anlage"; not what is to be agreed and annexed later. */
    private static final Pattern ANNEX = Pattern.compile(
            "\\bAnlage (\\d{1,2})\\b(?! zu[mr]? )|\\b(?:steht|stehen|enthält|ist|sind) in (?:einer|der) Anlage\\b");

    private static final String RELEASE = "medieninformation.";

    private final DocumentStore store;
    private final Clock clock;
    private final DraftingSettings settings;
    private final BoundParties bound;

    Consistency(DocumentStore store, Clock clock, DraftingSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.bound = new BoundParties(settings.folders());
    }

    /**
     * Errors stop the matter; warnings are for a person to judge.
     *
     * @param rehearsal whether what the clock says is only worth a note
     * @param agreements the drafts of the matter's agreements, filled or negotiated
     */
    public List<Notice> check(
            Matter matter, boolean rehearsal, List<FilledDraft> agreements, @Nullable FilledDraft release) {
        Set<Notice> notices = new LinkedHashSet<>();
        offices(matter, notices);
        dates(matter, rehearsal, notices);
        notices.addAll(DataCheck.findings(matter, LocalDateTime.now(clock), clockSays(rehearsal)));
        form(matter, rehearsal, notices);
        List<Passage> data = passages(matter);
        Map<String, Passage> byText = new LinkedHashMap<>();
        data.forEach(passage -> byText.put(passage.text(), passage));
        for (FilledDraft draft : agreements) {
            List<Passage> lines = withTitle(draft, lines(draft.content(), byText));
            notices.addAll(wording(matter, lines));
            missingAnnexes(draft, lines, notices);
            if (!rehearsal) {
                SampleText.look(lines, notices);
            }
            draft.annexes().forEach(annex -> notices.addAll(annex(matter, annex)));
        }
        if (release != null) {
            List<Passage> lines = lines(release.content(), byText);
            notices.addAll(wording(matter, withTitle(release, lines)));
            if (!rehearsal) {
                SampleText.look(withTitle(release, lines), notices);
            }
            today(matter, lines, notices);
        }
        return List.copyOf(notices);
    }

    /** The wording of a paper that surrounds the signing: as for an agreement, what stops it is an error. */
    public List<Notice> checkPaper(Matter matter, boolean rehearsal, FilledDraft paper) {
        List<Passage> lines = withTitle(paper, lines(paper.content(), Map.of()));
        Set<Notice> notices = new LinkedHashSet<>(wording(matter, lines));
        if (!rehearsal) {
            SampleText.look(lines, notices);
        }
        return List.copyOf(notices);
    }

    private void form(Matter matter, boolean rehearsal, Set<Notice> notices) {
        if (matter.agreements().isEmpty()) {
            return;
        }
        notices.addAll(FormCheck.findings(
                matter, FormRules.in(settings.templates()), agreement -> bound.by(agreement.template()), rehearsal));
    }

    private static Severity clockSays(boolean rehearsal) {
        return rehearsal ? Severity.NOTE : Severity.WARNING;
    }

    private static List<Notice> wording(Matter matter, List<Passage> lines) {
        WordingCheck wording = new WordingCheck(matter.date());
        NameCheck names = new NameCheck(matter);
        lines.forEach(wording::look);
        lines.forEach(names::look);
        wording.quotationMarks(lines);
        List<Notice> notices = new ArrayList<>(wording.notices());
        notices.addAll(names.notices());
        return notices;
    }

    /**
     * An annex is often a third party's document that cannot be corrected here, so a person judges; only a mark that
     * was not has filled stops the matter. An embedded PDF stays as it is and is not read.
     */
    private List<Notice> annex(Matter matter, FilledDraft.Annex annex) {
        if (annex.embedded()) {
            return List.of();
        }
        return wording(matter, lines(annex.content(), Map.of())).stream()
                .map(notice -> notice.code().equals(WordingCheck.MARKUP_LEFT) ? notice : notice.as(Severity.WARNING))
                .toList();
    }

    /** What a text refers to must be part of what is signed. */
    private static void missingAnnexes(FilledDraft draft, List<Passage> lines, Set<Notice> notices) {
        int there = draft.annexes().size();
        for (Passage line : lines) {
            Matcher referred = ANNEX.matcher(line.text());
            while (referred.find()) {
                int number = referred.group(1) == null ? 1 : Integer.parseInt(referred.group(1));
                if (number > there) {
                    notices.add(Notice.warning(
                            "drafting.consistency.annex-missing", line.place(), referred.group(), there));
                }
            }
        }
    }

    /** The draft's paragraphs; one that shows a free text of the data is corrected there. */
    private List<Passage> lines(Content content, Map<String, Passage> data) {
        String name = content.name();
        return DraftText.of(name, store.bytes(content.digest())).lines().stream()
                .filter(line -> !line.isEmpty())
                .map(line -> Passage.of(
                        data.entrySet().stream()
                                .filter(entry -> line.text().contains(entry.getKey()))
                                .findFirst()
                                .map(entry -> entry.getValue().place())
                                .orElseGet(() -> line.spot().place(name)),
                        line.text(),
                        line.prompt()))
                .toList();
    }

    /** The title is read too: by reading programs first of all, and in every list of files. */
    private static List<Passage> withTitle(FilledDraft draft, List<Passage> lines) {
        String name = draft.content().name();
        List<Passage> all = new ArrayList<>(lines);
        all.add(Passage.of(
                Spot.of(name, "drafting.part.properties", draft.title()).place(name), draft.title()));
        return all;
    }

    private static List<Passage> passages(Matter matter) {
        List<Passage> passages = new ArrayList<>();
        @Nullable PressRelease release = matter.release();
        if (release != null) {
            passages.add(Passage.of(matter.source().place(RELEASE + "ueberschrift"), release.headline()));
            for (int i = 0; i < release.quotes().size(); i++) {
                Place place = matter.source().place(RELEASE + "zitate[" + i + "].text");
                passages.add(Passage.of(place, release.quotes().get(i).text()));
            }
        }
        passages.removeIf(passage -> passage.text().isEmpty());
        return passages;
    }

    /** SächsGemO § 51 (4): in Kreisfreie and Große Kreisstädte, and only there, the mayor is Oberbürgermeister. */
    private static void offices(Matter matter, Set<Notice> notices) {
        CityRegister register = CityRegister.saxony();
        String asOf = Formats.write(new Value.Day(register.asOf()), "kurz");
        for (int i = 0; i < matter.municipalities().size(); i++) {
            Municipality municipality = matter.municipalities().get(i);
            Status said = municipality.status();
            Status listed = register.status(municipality.name()).orElse(null);
            boolean special = said == Status.KREISFREIE_STADT || said == Status.GROSSE_KREISSTADT;
            Place place = matter.source().place("kommunen[" + i + "].status");
            if (listed != null && listed != said && said != Status.LANDKREIS && said != Status.VERBAND) {
                notices.add(Notice.error(
                        "drafting.consistency.status-listed",
                        place,
                        municipality.name(),
                        title(listed),
                        title(said),
                        asOf));
            } else if (listed == null && special) {
                notices.add(Notice.warning(
                        "drafting.consistency.status-not-listed", place, municipality.name(), title(said), asOf));
            }
        }
        directorate(matter, register, asOf, notices);
        for (int i = 0; i < matter.persons().size(); i++) {
            Person person = matter.persons().get(i);
            Place place = matter.source().place("personen[" + i + "].amt");
            gender(person, place, notices);
            matter.municipalities().stream()
                    .filter(municipality -> municipality.key().equals(person.actsFor()))
                    .forEach(municipality -> office(person, municipality, place, notices));
        }
    }

    private static void directorate(Matter matter, CityRegister register, String asOf, Set<Notice> notices) {
        String said = matter.policeDirectorate();
        for (Municipality municipality : said.isEmpty() ? List.<Municipality>of() : matter.municipalities()) {
            boolean own = municipality.status() == Status.KREISFREIE_STADT || municipality.status() == Status.LANDKREIS;
            register.directorate(own ? municipality.name() : municipality.district())
                    .filter(listed -> !listed.equals(said))
                    .ifPresent(listed -> notices.add(Notice.warning(
                            "drafting.consistency.directorate",
                            matter.source().place("polizei.direktion"),
                            municipality.accusative(),
                            listed,
                            said,
                            asOf)));
        }
    }

    /** The draft writes the office for the person; box, report and mails show it as it was entered. */
    private static void gender(Person person, Place place, Set<Notice> notices) {
        if (person.salutation() == Person.Salutation.FRAU) {
            Grammar.german()
                    .otherwise(person.office(), person.salutation())
                    .ifPresent(right -> notices.add(Notice.warning(
                            "drafting.consistency.office-male",
                            place,
                            person.nameWithTitle(),
                            person.office(),
                            right)));
        } else if (person.salutation() == Person.Salutation.HERR
                && Grammar.german().isFemale(person.office())) {
            notices.add(Notice.warning(
                    "drafting.consistency.office-female", place, person.nameWithTitle(), person.office()));
        }
    }

    private static void office(Person person, Municipality municipality, Place place, Set<Notice> notices) {
        String office = person.office().toLowerCase(Locale.GERMAN);
        boolean special =
                municipality.status() == Status.KREISFREIE_STADT || municipality.status() == Status.GROSSE_KREISSTADT;
        boolean town = municipality.status() == Status.STADT || municipality.status() == Status.GEMEINDE;
        boolean tooHigh = !special && office.contains("oberbürgermeister");
        boolean ofADistrict = (special || town) && office.matches("land(rat|rätin)");
        Object[] what = {person.office(), municipality.name(), title(municipality.status())};
        if (tooHigh || ofADistrict) {
            notices.add(Notice.error("drafting.consistency.office", place, what));
        } else if (special && person.representation().isBlank() && office.matches("bürgermeister(in)?")) {
            notices.add(Notice.warning("drafting.consistency.office-deputy", place, what));
        }
    }

    private static String title(Status status) {
        return Grammar.german().status(status).getOrDefault("bezeichnung", "");
    }

    private void dates(Matter matter, boolean rehearsal, Set<Notice> notices) {
        LocalDate event = matter.date();
        String day = shortDay(event);
        Severity clockSays = clockSays(rehearsal);
        if (event.isBefore(LocalDate.now(clock))) {
            notices.add(new Notice(
                    "drafting.consistency.past-event",
                    clockSays,
                    matter.source().place("datum"),
                    List.of(day)));
        }
        for (int i = 0; i < matter.municipalities().size(); i++) {
            Municipality municipality = matter.municipalities().get(i);
            Municipality.CouncilDecision decision = municipality.councilDecision();
            if (decision != null
                    && decision.date().isAfter(LocalDate.now(clock))
                    && !decision.date().isAfter(event)) {
                notices.add(new Notice(
                        "drafting.consistency.decision-future",
                        clockSays,
                        matter.source().place("kommunen[" + i + "].ratsbeschluss.datum"),
                        List.of(municipality.accusative(), shortDay(decision.date()))));
            }
            if (decision != null && decision.date().isAfter(event)) {
                notices.add(Notice.warning(
                        "drafting.consistency.decision-later",
                        matter.source().place("kommunen[" + i + "].ratsbeschluss.datum"),
                        municipality.name(),
                        shortDay(decision.date()),
                        day));
            }
        }
        if (matter.release() != null) {
            release(matter, matter.release(), clockSays, notices);
        }
    }

    private void release(Matter matter, PressRelease release, Severity clockSays, Set<Notice> notices) {
        LocalDate event = matter.date();
        PressRelease.Counters counters = release.counters();
        Place asOf = matter.source().place(RELEASE + "zahlen.stand");
        if (counters != null && counters.asOf().isAfter(event)) {
            notices.add(Notice.warning(
                    "drafting.consistency.counters-later", asOf, shortDay(counters.asOf()), shortDay(event)));
        } else if (counters != null && counters.asOf().isBefore(event.minusDays(settings.counterDays()))) {
            notices.add(new Notice(
                    "drafting.consistency.counters-old",
                    clockSays,
                    asOf,
                    List.of(shortDay(counters.asOf()), settings.counterDays(), shortDay(event))));
        }
        for (int i = 0; i < release.quotes().size(); i++) {
            PressRelease.Quote quote = release.quotes().get(i);
            if (quote.approval() == null) {
                notices.add(Notice.warning(
                        "drafting.consistency.quote-not-approved",
                        matter.source().place(RELEASE + "zitate[" + i + "]"),
                        quote.person().nameWithTitle()));
            }
        }
    }

    /** A release that says "heute" must go out on the day of the event. */
    private static void today(Matter matter, List<Passage> lines, Set<Notice> notices) {
        @Nullable PressRelease release = matter.release();
        @Nullable LocalDateTime from = release == null ? null : release.sendFrom();
        @Nullable LocalDateTime latest = release == null ? null : release.latest();
        LocalDate event = matter.date();
        for (Passage line : lines) {
            if (!TODAY.matcher(line.text()).find()) {
                continue;
            }
            if (from != null && !from.toLocalDate().equals(event)) {
                notices.add(Notice.error(
                        "drafting.consistency.today", line.place(), shortDay(event), shortDay(from.toLocalDate())));
            } else if (latest != null && latest.toLocalDate().isAfter(event)) {
                notices.add(Notice.warning(
                        "drafting.consistency.today-late",
                        line.place(),
                        shortDay(event),
                        shortDay(latest.toLocalDate())));
            }
        }
    }

    private static String shortDay(LocalDate date) {
        return Formats.write(new Value.Day(date), "kurz");
    }
}

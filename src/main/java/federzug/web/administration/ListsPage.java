package federzug.web.administration;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.trust.status.ListFacts;
import federzug.trust.status.TrustKeeping;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The trusted lists: how old they are, until when they hold, and fetching them again. */
@Page
class ListsPage {
    private static final String PAGE = "/verwaltung/listen";
    private static final String ERRAND = "trust";

    private final TrustKeeping keeping;
    private final Errands errands;
    private final PageJournal journal;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ListsPage(TrustKeeping keeping, Errands errands, PageJournal journal, Clock clock) {
        this.keeping = keeping;
        this.errands = errands;
        this.journal = journal;
        this.clock = clock;
    }

    /** One list as the page shows it. */
    public record Row(String country, String issue, String until, String kind, String word, String why) {}

    /** The lists are read outside the request: the page shows them by itself when they are there. */
    @GetMapping(PAGE)
    String show(Model model) {
        if (errands.look(ERRAND).isEmpty()) {
            errands.begin(ERRAND, progress -> keeping.show(TrustSource.EU));
        }
        Optional<Standing> standing = errands.look(ERRAND);
        Optional<TrustOverview> overview = standing.flatMap(one -> one.result(TrustOverview.class));
        List<Row> rows = overview.map(this::rows).orElse(List.of());
        model.addAttribute("running", standing.map(Standing::running).orElse(false));
        model.addAttribute(
                "mark", standing.map(one -> one.running() + "/" + one.at()).orElse(""));
        model.addAttribute(
                "lines",
                standing.map(one -> one.trouble().stream().map(texts::line).toList())
                        .orElse(List.of()));
        model.addAttribute("known", overview.isPresent());
        model.addAttribute("stale", overview.map(one -> one.status().stale()).orElse(false));
        model.addAttribute("trusted", overview.map(TrustOverview::trusted).orElse(0));
        model.addAttribute(
                "loaded", minute(overview.map(one -> one.status().loadedAt()).orElse(null)));
        model.addAttribute("rows", rows);
        model.addAttribute(
                "good", rows.stream().filter(row -> row.kind().equals("gut")).count());
        model.addAttribute(
                "notices",
                overview.map(one -> Shown.sentences(one.status().notices(), texts))
                        .orElse(List.of()));
        return "verwaltung-listen";
    }

    @PostMapping(PAGE + "/holen")
    String fetch(@AuthenticationPrincipal LoggedIn one) {
        if (errands.begin(ERRAND, progress -> keeping.refresh())) {
            journal.done(one, "lists-fetched", "");
        }
        return "redirect:" + PAGE;
    }

    private List<Row> rows(TrustOverview overview) {
        return overview.lists().stream().map(this::row).toList();
    }

    private Row row(ListFacts list) {
        Instant next = list.nextUpdate();
        boolean over = next != null && next.isBefore(clock.instant());
        String why = list.counts() ? "" : texts.text(Notice.note(list.trouble(), Place.NOWHERE, list.address()));
        String kind = !list.counts() ? "schlecht" : over ? "frage" : "gut";
        String word = !list.counts() ? "web.list.does-not-count" : over ? "web.list.over" : "web.list.current";
        return new Row(country(list), day(list.issue()), day(next), kind, texts.text(word), why);
    }

    private String country(ListFacts list) {
        return switch (list.territory()) {
            case "" -> list.address();
            case "EU" -> texts.text("web.list.eu");
            // The lists name two countries otherwise than ISO 3166 does.
            case "EL" -> name("GR");
            case "UK" -> name("GB");
            default -> name(list.territory());
        };
    }

    private static String name(String country) {
        return country.matches("[A-Z]{2}")
                ? new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.GERMAN)
                : country;
    }

    private String day(@Nullable Instant when) {
        return when == null ? "" : Shown.day(GermanTime.of(clock).day(when));
    }

    private String minute(@Nullable Instant when) {
        return when == null ? "" : GermanTime.of(clock).minute(when);
    }
}

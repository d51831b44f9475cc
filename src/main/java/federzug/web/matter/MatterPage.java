package federzug.web.matter;

import federzug.access.Account;
import federzug.access.Accounts;
import federzug.access.Role;
import federzug.agreement.Matter;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.board.Dossier;
import federzug.pipeline.board.Dossier.Happened;
import federzug.pipeline.board.Dossier.Whole;
import federzug.pipeline.board.MatterStep;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.FinishingTimer;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One matter: what is now, the eight steps, the documents, what has happened. */
@Page
class MatterPage {
    private static final int RECENT = 6;

    private final Dossier dossier;
    private final Accounts accounts;
    private final Errands errands;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    MatterPage(Dossier dossier, Accounts accounts, Errands errands, Clock clock) {
        this.dossier = dossier;
        this.accounts = accounts;
        this.errands = errands;
        this.clock = clock;
    }

    /**
     * One step as the page shows it.
     *
     * @param form of the row: {@code fz-fertig}, {@code fz-offen}, {@code fz-zu}, or empty
     * @param kind of the state's mark
     * @param path where the step is worked on, empty if nowhere
     */
    public record Row(String name, String text, String form, String kind, String word, String path) {}

    /** The button beside the sentence that says what is now. */
    public record Way(String path, String text) {}

    /** One line of the history. */
    public record Line(String at, String text, String by) {}

    @GetMapping("/vorgaenge/{id}")
    String show(
            @PathVariable String id,
            @RequestParam(name = "verlauf", required = false) @Nullable String all,
            @AuthenticationPrincipal LoggedIn one,
            Model model) {
        Whole whole = dossier.of(id);
        boolean works = one.may(Role.VORGANG);
        List<MatterStep> steps =
                whole.steps().stream().map(step -> seenBy(one, step)).toList();
        model.addAttribute("id", id);
        model.addAttribute("title", whole.brief().title());
        model.addAttribute("when", when(whole.brief().matter()));
        model.addAttribute("rehearsal", whole.brief().status().rehearsal());
        model.addAttribute("now", texts.text(whole.brief().now()));
        model.addAttribute("more", more(whole));
        Set<String> running = Set.of("PREPARED", "IN_SIGNING");
        model.addAttribute("early", works && whole.brief().status().state().equals("PREPARED"));
        model.addAttribute(
                "callable",
                works
                        ? whole.brief().status().agreements().stream()
                                .filter(agreement -> running.contains(agreement.state()))
                                .map(AgreementStatus::id)
                                .toList()
                        : List.of());
        model.addAttribute("needs", steps.stream().anyMatch(step -> step.state() == MatterStep.State.NEEDS_YOU));
        Seen finishing = Errands.seen(texts, errands.look(FinishingTimer.errand(id)));
        model.addAttribute("busy", finishing.busy());
        model.addAttribute("mark", finishing.mark());
        model.addAttribute("lines", finishing.trouble());
        model.addAttribute("works", works && whole.brief().matter() != null);
        model.addAttribute(
                "steps", steps.stream().map(step -> row(step, id, one)).toList());
        model.addAttribute("way", way(steps, id, one));
        model.addAttribute("filed", steps.stream().anyMatch(MatterPage::isFiled));
        model.addAttribute("papers", whole.papers());
        String held = texts.text("web.matter.release-held") + ": ";
        List<String> notices =
                whole.brief().status().notices().stream().map(texts::line).toList();
        model.addAttribute(
                "notices",
                notices.stream().filter(line -> !line.startsWith(held)).toList());
        model.addAttribute(
                "held",
                notices.stream()
                        .filter(line -> line.startsWith(held))
                        .map(line -> line.substring(held.length()))
                        .toList());
        List<Happened> history = whole.history();
        model.addAttribute("entries", history.size());
        model.addAttribute(
                "history",
                history.stream()
                        .limit(all == null ? RECENT : history.size())
                        .map(this::line)
                        .toList());
        return "vorgang";
    }

    private String when(@Nullable Matter matter) {
        if (matter == null) {
            return "";
        }
        String when = texts.text("web.today.day", GermanTime.weekday(matter.date()), Shown.when(matter, texts));
        long days = LocalDate.now(clock).until(matter.date(), ChronoUnit.DAYS);
        return days > 0 ? when + ". " + texts.text("web.matter.days", days) + "." : when;
    }

    /** What somebody has to do, or else how long the person has had the document, and until when. */
    private String more(Whole whole) {
        if (whole.brief().needed() != null) {
            return texts.text("web.matter.sentence", texts.text(whole.brief().needed()));
        }
        if (whole.holding() == null) {
            return "";
        }
        GermanTime time = GermanTime.of(clock);
        String since = time.hour(whole.holding().since(), clock.instant());
        LocalDateTime until = whole.holding().until();
        return until == null
                ? texts.text("web.matter.has-it", since)
                : texts.text(
                        "web.matter.has-it-until",
                        since,
                        time.hour(until.atZone(clock.getZone()).toInstant(), clock.instant()));
    }

    /** Approvals need the press desk: for everybody else they are open. */
    private static MatterStep seenBy(LoggedIn one, MatterStep step) {
        boolean others = step.kind() == MatterStep.Kind.APPROVALS
                && step.state() == MatterStep.State.NEEDS_YOU
                && !one.may(Role.PRESSE);
        return others ? new MatterStep(step.kind(), MatterStep.State.OPEN, step.text()) : step;
    }

    /** Where the step is worked on that needs somebody, or else the one that is under way or open. */
    private @Nullable Way way(List<MatterStep> steps, String id, LoggedIn one) {
        for (MatterStep.State state :
                List.of(MatterStep.State.NEEDS_YOU, MatterStep.State.RUNNING, MatterStep.State.OPEN)) {
            for (MatterStep step : steps) {
                String path = path(step, id, one);
                if (step.state() == state && !path.isEmpty()) {
                    return new Way(path, texts.text(go(step.kind())));
                }
            }
        }
        return null;
    }

    private static String go(MatterStep.Kind kind) {
        return switch (kind) {
            case DATA -> "web.matter.go-data";
            case DRAFT -> "web.matter.go-draft";
            case APPROVALS -> "web.matter.go-approvals";
            case INVITATIONS, SIGNING -> "web.matter.go-signing";
            case SENDING -> "web.matter.go-sending";
            case PRESERVATION, FILING -> "web.matter.file";
        };
    }

    private Row row(MatterStep step, String id, LoggedIn one) {
        String form = switch (step.state()) {
            case DONE -> "fz-fertig";
            case NEEDS_YOU -> "fz-offen";
            case NOT_YET -> "fz-zu";
            case RUNNING, OPEN -> "";
        };
        String kind = switch (step.state()) {
            case DONE -> "gut";
            case RUNNING -> "lauf";
            case OPEN -> "offen";
            case NEEDS_YOU -> "frage";
            case NOT_YET -> "ruhig";
        };
        String word = switch (step.state()) {
            case DONE -> "web.state.done";
            case RUNNING -> "web.state.running";
            case OPEN -> "web.state.open";
            case NEEDS_YOU -> "web.state.needs-you";
            case NOT_YET -> "web.state.not-yet";
        };
        String name = texts.text("web.step." + step.kind().name().toLowerCase(Locale.ROOT));
        return new Row(name, texts.text(step.text()), form, kind, texts.text(word), path(step, id, one));
    }

    private static String path(MatterStep step, String id, LoggedIn one) {
        String matter = "/vorgaenge/" + id;
        boolean works = one.may(Role.VORGANG);
        boolean release = (one.may(Role.PRESSE) || one.may(Role.PRESSE_FREIGABE))
                && step.state() != MatterStep.State.NOT_YET
                && !step.text().code().equals("pipeline.step.approvals-none");
        return switch (step.kind()) {
            case DATA -> works ? matter + "/daten" : "";
            case DRAFT -> works ? matter + "/entwurf" : "";
            case INVITATIONS, SIGNING -> works ? matter + "/unterzeichnung" : "";
            case APPROVALS -> release ? "/medien/" + id : "";
            case SENDING -> works || one.may(Role.PRESSE) ? "/postausgang?vorgang=" + id : "";
            case FILING -> isFiled(step) ? matter + "/ablage.zip" : "";
            case PRESERVATION -> "";
        };
    }

    private static boolean isFiled(MatterStep step) {
        return step.kind() == MatterStep.Kind.FILING && step.state() == MatterStep.State.DONE;
    }

    private Line line(Happened one) {
        String text = texts.text(one.what());
        return new Line(
                texts.text("web.board.signed-at", GermanTime.of(clock).hour(one.at(), clock.instant())),
                one.reason().isBlank() ? text : texts.text("web.matter.reason", text, one.reason()),
                accounts.find(one.actor()).map(Account::shown).orElse(one.actor()));
    }
}

package federzug.web.press;

import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.agreement.PressRelease.Contact;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.mailing.PressSheet;
import federzug.pipeline.mailing.PressView.Piece;
import federzug.pipeline.mailing.PressView.Said;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts into words what pages say of a release: what is now, each quote, the list, the times. */
@Component
@ConditionalOnWebApplication
class ReleaseView {
    /** What the page says by its first sentence. */
    private static final Set<String> SAID_ABOVE = Set.of(
            "release.obstacle.not-released",
            "release.obstacle.grace",
            "release.obstacle.stopped",
            "release.obstacle.changed-after-release");

    private final PressWords words;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ReleaseView(PressWords words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /** How far a release has come, for the pages. */
    enum Standing {
        /** Approvals are missing, or nobody has handed it in. */
        OPEN,
        /** Handed in: a second person may release it. */
        SUBMITTED,
        /** Released, and nothing has gone yet. */
        RELEASED,
        /** The first mails have gone, others follow. */
        SENDING,
        STOPPED,
        SENT
    }

    /** One quote as the page shows it. */
    public record Card(
            String person,
            String name,
            String office,
            String text,
            String digest,
            String kind,
            String word,
            List<String> lines,
            boolean open) {}

    Standing standing(PressSheet sheet) {
        if (sheet.isOut()) {
            return Standing.SENT;
        }
        boolean quotes =
                sheet.view().pieces().stream().allMatch(piece -> piece.state().equals("APPROVED"));
        if (sheet.stopped() != null) {
            return Standing.STOPPED;
        }
        boolean begun = sheet.correction() == null
                ? sheet.view().state().equals("DISPATCHING")
                : sheet.correction().begun();
        if (sheet.released() != null) {
            return begun ? Standing.SENDING : Standing.RELEASED;
        }
        return quotes && sheet.submitted() != null ? Standing.SUBMITTED : Standing.OPEN;
    }

    void frame(Model model, PressSheet sheet) {
        Matter matter = sheet.matter();
        Standing standing = standing(sheet);
        model.addAttribute("id", matter.id());
        model.addAttribute("rehearsal", sheet.view().rehearsal());
        model.addAttribute("standing", standing.name());
        model.addAttribute("headline", sheet.data().headline());
        model.addAttribute("version", texts.text("web.press.version", minute(sheet.since())));
        model.addAttribute("place", Shown.when(matter, texts));
        model.addAttribute("now", now(sheet, standing));
        model.addAttribute("digest", sheet.digest());
        model.addAttribute("cards", cards(sheet));
        model.addAttribute("missing", missing(sheet, sheet.view().obstacles()));
        model.addAttribute("pages", sheet.pages());
        model.addAttribute("picture", sheet.data().picture() != null);
        model.addAttribute("size", Shown.size(sheet.paper().size(), texts));
        model.addAttribute("contact", contact(sheet.data().contact()));
        model.addAttribute("list", list(sheet));
        model.addAttribute("dead", String.join(", ", sheet.addresses().cameBack()));
        model.addAttribute("from", PressWords.minute(sheet.data().sendFrom()));
        model.addAttribute("embargo", PressWords.minute(sheet.data().embargo()));
        model.addAttribute("latest", PressWords.minute(sheet.data().latest()));
        model.addAttribute("tried", sheet.tried());
        model.addAttribute("writer", who(sheet.submitted(), matter));
        model.addAttribute("releaser", who(sheet.released(), matter));
        model.addAttribute("stopper", who(sheet.stopped(), matter));
        model.addAttribute("listed", sheet.addresses().listed());
        model.addAttribute("sent", sheet.sent());
        model.addAttribute(
                "correcting", sheet.correction() != null && !sheet.correction().ended());
        model.addAttribute("corrected", sheet.view().stage().equals("CORRECTED"));
        model.addAttribute("begins", begins(sheet));
        long left = left(sheet);
        model.addAttribute("left", left);
        // A page that waits is loaded again when this changes: every five seconds while time can be seen passing.
        model.addAttribute("mark", standing.name() + sheet.sent().accepted() + "-" + (left + 4) / 5);
    }

    private String who(@Nullable Said said, Matter matter) {
        return said == null ? "" : texts.text("web.press.who", words.name(said.by(), matter), minute(said.at()));
    }

    private String minute(Instant at) {
        return GermanTime.of(clock).hour(at, clock.instant());
    }

    /** Seconds in which it can still be stopped before the first mail; 0: it goes any moment. */
    private long left(PressSheet sheet) {
        return sheet.stoppableUntil() == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(clock.instant(), sheet.stoppableUntil())
                                .toSeconds());
    }

    private String begins(PressSheet sheet) {
        Instant due = sheet.due() != null ? sheet.due() : sheet.stoppableUntil();
        return due == null || due.isBefore(clock.instant()) ? "" : minute(due);
    }

    /** What is now, in one or two sentences. */
    private List<String> now(PressSheet sheet, Standing standing) {
        return switch (standing) {
            case OPEN -> {
                long open = sheet.view().pieces().stream()
                        .filter(piece ->
                                piece.kind().equals("QUOTE") && !piece.state().equals("APPROVED"))
                        .count();
                yield open > 0
                        ? List.of(
                                texts.text(
                                        "web.press.now-quotes",
                                        sheet.data().quotes().size() - open,
                                        open),
                                texts.text("web.press.now-quotes-then"))
                        : List.of(texts.text("web.press.now-open"), texts.text("web.press.now-open-then"));
            }
            case SUBMITTED ->
                List.of(
                        texts.text("web.press.now-submitted", who(sheet.submitted(), sheet.matter())),
                        texts.text("web.press.now-submitted-then"));
            case RELEASED ->
                List.of(
                        texts.text("web.press.now-released", who(sheet.released(), sheet.matter())),
                        begins(sheet).isEmpty()
                                ? texts.text("web.press.now-any-moment")
                                : texts.text("web.press.now-begins", begins(sheet)));
            case SENDING ->
                List.of(texts.text(
                        "web.press.now-sending",
                        sheet.sent().accepted(),
                        sheet.sent().listed()));
            case STOPPED ->
                List.of(
                        texts.text(
                                "refusals"
                                                .equals(
                                                        sheet.stopped() == null
                                                                ? ""
                                                                : sheet.stopped()
                                                                        .subject())
                                        ? "web.press.now-refusals"
                                        : "web.press.now-stopped",
                                who(sheet.stopped(), sheet.matter())),
                        texts.text("web.press.now-stopped-then"));
            case SENT ->
                List.of(texts.text(
                        "web.press.now-sent",
                        sheet.sent().accepted(),
                        sheet.sent().listed()));
        };
    }

    List<String> missing(PressSheet sheet, List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.severity() != Severity.NOTE && !SAID_ABOVE.contains(notice.code()))
                .map(notice -> words.line(notice, sheet.matter()))
                .toList();
    }

    private String contact(Contact contact) {
        return Stream.of(contact.name(), contact.telephone(), contact.mail())
                .filter(each -> !each.isEmpty())
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private String list(PressSheet sheet) {
        PressSheet.Addresses list = sheet.addresses();
        return texts.text("web.press.list", list.listed(), list.unsubscribed(), list.paused(), list.elsewhere());
    }

    private List<Card> cards(PressSheet sheet) {
        return sheet.view().pieces().stream()
                .filter(piece -> piece.kind().equals("QUOTE"))
                .map(piece -> card(sheet, piece))
                .toList();
    }

    private Card card(PressSheet sheet, Piece piece) {
        @Nullable Person person = sheet.matter().person(piece.person()).orElse(null);
        String kind = switch (piece.state()) {
            case "APPROVED" -> "gut";
            case "CHANGED", "DECLINED" -> "schlecht";
            case "OBJECTED" -> "frage";
            default -> "offen";
        };
        String word = switch (piece.state()) {
            case "APPROVED" -> "web.press.quote-approved";
            case "CHANGED" -> "web.press.quote-changed";
            case "OBJECTED" -> "web.press.quote-objected";
            case "DECLINED" -> "web.press.quote-declined";
            default -> "web.press.quote-open";
        };
        return new Card(
                piece.person(),
                piece.name(),
                person == null ? "" : person.officeInFull(),
                piece.wording(),
                piece.digest(),
                kind,
                texts.text(word),
                lines(sheet, piece),
                !piece.state().equals("APPROVED"));
    }

    private List<String> lines(PressSheet sheet, Piece piece) {
        if (piece.at() != null) {
            return List.of(
                    piece.by().equals(piece.person())
                            ? texts.text("web.press.approved-self", minute(piece.at()), piece.name())
                            : texts.text(
                                    "web.press.approved-by-hand",
                                    minute(piece.at()),
                                    words.name(piece.by(), sheet.matter())));
        }
        if (piece.state().equals("CHANGED")) {
            return List.of(texts.text("web.press.changed-since"));
        }
        return sheet.view().said().stream()
                .filter(said ->
                        said.kind().equals(piece.state()) && said.subject().equals(piece.person()))
                .reduce((first, second) -> second)
                .map(said -> said.answer().isEmpty()
                        ? List.of(texts.text("web.press.said-at", minute(said.at())))
                        : List.of(
                                texts.text("web.press.said-at", minute(said.at())),
                                texts.text("web.press.wishes", said.answer())))
                .orElse(List.of());
    }
}

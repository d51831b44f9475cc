package federzug.web.turn;

import federzug.access.PageActs;
import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.Board;
import federzug.pipeline.board.SigningRoom;
import federzug.pipeline.board.SigningRoom.Room;
import federzug.pipeline.board.SigningRoom.Seat;
import federzug.start.ServedPages;
import federzug.web.frame.GuestDoor;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The board for the shared screen: who, office, state. No reasons, no addresses, no content. */
@Page
class BoardPage {
    private static final Duration LINK = Duration.ofHours(24);
    private static final int MANY = 5;
    /** As the data write it behind an office. */
    private static final String IN_PLACE = "in Vertretung";

    private final Board board;
    private final SigningRoom rooms;
    private final BoardStreams streams;
    private final PersonalLinks links;
    private final GuestSession guests;
    private final PageActs acts;
    private final ServedPages pages;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    BoardPage(
            Board board,
            SigningRoom rooms,
            BoardStreams streams,
            PersonalLinks links,
            GuestSession guests,
            PageActs acts,
            ServedPages pages,
            Clock clock) {
        this.board = board;
        this.rooms = rooms;
        this.streams = streams;
        this.links = links;
        this.guests = guests;
        this.acts = acts;
        this.pages = pages;
        this.clock = clock;
    }

    /** One person on the board. */
    public record Row(String name, String office, String kind, String word, String since, boolean now) {}

    @GetMapping("/tafel/{id}")
    String show(@PathVariable String id, Model model) {
        return board(id, "/tafel/" + id, model, "tafel");
    }

    @GetMapping("/tafel/{id}/stand")
    String state(@PathVariable String id, Model model) {
        return board(id, "/tafel/" + id, model, "tafel :: stand");
    }

    @GetMapping("/tafel/{id}/strom")
    @Nullable
    SseEmitter stream(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        board.of(id);
        return streamed(id, request, response);
    }

    /** A link for the screen in the room: it shows the board of one matter for a day, and nothing else. */
    @PostMapping("/tafel/{id}/zugang")
    String link(@AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model) {
        MatterStatus status = board.of(id);
        Instant now = clock.instant();
        String opens = links.issue(Kind.BOARD, status.id(), "", "", now, now.plus(LINK));
        acts.add(new PageActs.PageAct(now, one.name(), "board-link", status.id(), null));
        model.addAttribute("id", id);
        model.addAttribute("address", pages.address() + "/anzeige/" + opens);
        return "tafel-zugang";
    }

    @GetMapping("/anzeige/{secret}")
    String shared(@PathVariable String secret, Model model, HttpServletRequest request, HttpServletResponse response) {
        return shared(secret, "tafel", model, request, response);
    }

    @GetMapping("/anzeige/{secret}/stand")
    String sharedState(
            @PathVariable String secret, Model model, HttpServletRequest request, HttpServletResponse response) {
        return shared(secret, "tafel :: stand", model, request, response);
    }

    @GetMapping("/anzeige/{secret}/strom")
    @Nullable
    SseEmitter sharedStream(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        Optional<PersonalLink> link = guests.link(Kind.BOARD, secret, request);
        if (link.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return null;
        }
        return streamed(link.get().matter(), request, response);
    }

    private String shared(
            String secret, String view, Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<PersonalLink> link = guests.link(Kind.BOARD, secret, request);
        if (link.isEmpty()) {
            return GuestDoor.gone(response);
        }
        return board(link.get().matter(), "/anzeige/" + secret, model, view);
    }

    private @Nullable SseEmitter streamed(String id, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        SseEmitter emitter = streams.watch(id, request.getRemoteAddr());
        if (emitter == null) {
            // No content: the browser does not try again, and the page polls.
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
        return emitter;
    }

    private String board(String id, String path, Model model, String view) {
        MatterStatus status = board.of(id);
        Room room = rooms.of(id);
        List<TurnStatus> turns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (AgreementStatus agreement : status.agreements()) {
            for (TurnStatus turn : agreement.turns()) {
                if (!turn.state().equals("REPLACED")) {
                    turns.add(turn);
                    rows.add(row(turn, room.seat(agreement.id(), turn.person())));
                }
            }
        }
        String head = switch (status.state()) {
            case "ALL_SIGNED", "SEALED", "CHECKED" -> texts.text("web.board.all-signed");
            case "CLOSED" -> texts.text("web.board.closed");
            case "CANCELLED" -> texts.text("web.board.cancelled");
            default ->
                turns.stream().allMatch(turn -> Set.of("WAITING", "INVITED").contains(state(turn)))
                        ? texts.text("web.board.not-begun")
                        : room.matter() == null
                                ? texts.text("web.board.running")
                                : texts.text(
                                        "web.today.day",
                                        room.title(),
                                        Shown.day(room.matter().date()));
        };
        model.addAttribute("path", path);
        model.addAttribute("rehearsal", status.rehearsal());
        model.addAttribute("head", head);
        model.addAttribute("rows", status.state().equals("CANCELLED") ? List.of() : rows);
        model.addAttribute("many", rows.size() >= MANY);
        model.addAttribute("mark", streams.mark(id));
        model.addAttribute("at", GermanTime.of(clock).hour(clock.instant(), clock.instant()));
        return view;
    }

    private Row row(TurnStatus turn, Seat seat) {
        return new Row(
                turn.signatory(),
                office(turn, seat, texts),
                kind(state(turn)),
                texts.text(word(state(turn))),
                time(turn, seat),
                turn.isNow());
    }

    private String time(TurnStatus turn, Seat seat) {
        String since = GermanTime.of(clock).hour(turn.since(), clock.instant());
        return switch (state(turn)) {
            case "SIGNED" -> texts.text("web.board.signed-at", since);
            case "OPENED", "SIGNING" -> texts.text("web.board.since", since);
            case "DEFERRED" -> seat.until() == null ? "" : texts.text("web.board.from", hour(seat.until(), clock));
            default -> "";
        };
    }

    /** The day only if it is another one. */
    static String hour(LocalDateTime time, Clock clock) {
        return GermanTime.of(clock).hour(time.atZone(clock.getZone()).toInstant(), clock.instant());
    }

    /** Of who signs, and in whose place; a remark that says only that there is somebody in whose place is not repeated. */
    static String office(TurnStatus turn, Seat seat, Texts texts) {
        String whole = seat.office().isEmpty() ? turn.office() : seat.office();
        String remark = " (" + IN_PLACE + ")";
        return seat.instead().isEmpty()
                ? whole
                : texts.text("web.board.instead", whole.replace(remark, ""), seat.instead());
    }

    private static String state(TurnStatus turn) {
        return turn.asked() ? "OPENED" : turn.state();
    }

    private static String kind(String state) {
        return switch (state) {
            case "OPENED", "SIGNING" -> "lauf";
            case "SIGNED" -> "gut";
            case "DEFERRED", "DECLINED" -> "spaeter";
            default -> "ruhig";
        };
    }

    private static String word(String state) {
        return switch (state) {
            case "OPENED" -> "web.turn.state-opened";
            case "SIGNING" -> "web.turn.state-signing";
            case "SIGNED" -> "web.turn.state-signed";
            case "DEFERRED" -> "web.board.later";
            case "DECLINED" -> "web.board.not-today";
            default -> "web.board.follows";
        };
    }
}

package federzug.web.post;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.notice.GermanTime;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.OutgoingMails.Answer;
import federzug.pipeline.mailing.OutgoingMails.Item;
import federzug.pipeline.run.AddressDesk;
import federzug.pipeline.run.AddressDesk.Mended;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Told;
import federzug.web.frame.IncomingTimer;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.SendingTimer;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows every mail in plain words: what needs a decision, what is sent without one, what was handed over. */
@Page
class OutboxPage {
    private static final String ERRANDS = "mended/";
    private static final Map<String, Answer> ANSWERS =
            Map.of("gesendet", Answer.ARRIVED, "noch-einmal", Answer.AGAIN, "unklar", Answer.AGAIN_PERHAPS_TWICE);

    private static final int FIRST = 20;
    private static final int MOST = 2_000;
    private static final int LONGEST = 250;

    private final AddressDesk desk;
    private final MailWords words;
    private final SendingTimer sending;
    private final IncomingTimer incoming;
    private final Errands errands;
    private final PageActs acts;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    OutboxPage(
            AddressDesk desk,
            MailWords words,
            SendingTimer sending,
            IncomingTimer incoming,
            Errands errands,
            PageActs acts,
            Clock clock) {
        this.desk = desk;
        this.words = words;
        this.sending = sending;
        this.incoming = incoming;
        this.errands = errands;
        this.acts = acts;
        this.clock = clock;
    }

    /** One mail in the list. */
    public record Row(
            String id,
            String matter,
            String recipient,
            String what,
            String why,
            String kind,
            String word,
            boolean decide) {}

    @GetMapping("/postausgang")
    String list(
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestParam(name = "vorgang", defaultValue = "") String matter,
            @RequestParam(name = "alle", required = false) @Nullable String all,
            Model model) {
        String wanted = text.strip().toLowerCase(Locale.GERMAN);
        List<Item> found = desk.all().stream()
                .filter(item -> matter.isBlank() || item.matter().equals(matter.strip()))
                .filter(item -> (item.recipient() + "\n" + item.name() + "\n" + item.subject() + "\n" + item.matter())
                        .toLowerCase(Locale.GERMAN)
                        .contains(wanted))
                .toList();
        List<Row> done = rows(found, item -> !item.needsPerson() && isOver(item));
        model.addAttribute("text", text);
        model.addAttribute("matter", matter);
        model.addAttribute("filtered", !wanted.isEmpty() || !matter.isBlank());
        model.addAttribute("none", found.isEmpty());
        model.addAttribute("yours", rows(found, Item::needsPerson));
        model.addAttribute("running", rows(found, item -> !item.needsPerson() && !isOver(item)));
        model.addAttribute("doneAll", done.size());
        model.addAttribute(
                "done", done.stream().limit(all == null ? FIRST : MOST).toList());
        Told told = errands.told(texts, errands.below(ERRANDS), texts.text("web.mail.nothing-sent"));
        Seen sent = told.seen();
        Seen collecting = Errands.seen(texts, errands.look(IncomingTimer.ERRAND));
        model.addAttribute("collects", incoming.collects());
        model.addAttribute("busy", sent.busy().isEmpty() ? collecting.busy() : sent.busy());
        model.addAttribute("busyMark", sent.mark() + collecting.mark());
        model.addAttribute("lines", sent.trouble());
        model.addAttribute("missed", collecting.trouble());
        model.addAttribute("news", told.done());
        model.addAttribute("dead", desk.dead().stream().map(texts::text).toList());
        return "postausgang";
    }

    private static boolean isOver(Item item) {
        return item.replaced()
                || item.state().equals("ACCEPTED")
                || item.state().equals("WITHDRAWN");
    }

    private List<Row> rows(List<Item> items, Predicate<Item> wanted) {
        Instant now = clock.instant();
        return items.stream()
                .filter(wanted)
                .map(item -> new Row(
                        item.id(),
                        item.matter(),
                        item.recipient(),
                        words.kind(item),
                        words.why(item, now),
                        words.mark(item),
                        words.state(item, now),
                        item.mayBeSent() || item.mayGoAgain()))
                .toList();
    }

    /** Looks now what has come back, and not only within a minute. */
    @PostMapping("/postausgang/abholen")
    String collect(@AuthenticationPrincipal LoggedIn one) {
        incoming.collect(one.acting());
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), "mail-collected", "", null));
        return "redirect:/postausgang";
    }

    /** What is known of one mail, before somebody decides. */
    @GetMapping("/postausgang/{id}")
    String show(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, Model model, HttpServletResponse response) {
        return shown(one, id, "", "", model, response, List.of());
    }

    /** Cannot be undone: a word is typed, so that nobody does it by a slip. */
    @PostMapping("/postausgang/{id}")
    String decide(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "stand", defaultValue = "") String mark,
            @RequestParam(name = "was", defaultValue = "") String what,
            @RequestParam(name = "wie", defaultValue = "") String how,
            @RequestParam(name = "wort", defaultValue = "") String word,
            Model model,
            HttpServletResponse response) {
        String reason = how.strip().length() > LONGEST ? how.strip().substring(0, LONGEST) : how.strip();
        @Nullable Answer answer = ANSWERS.get(what);
        String wrong = answer == null
                ? "web.mail.no-decision"
                : !word.strip().toLowerCase(Locale.GERMAN).equals(texts.text("web.mail.word"))
                        ? "web.mail.no-word"
                        : "";
        if (answer == null || !wrong.isEmpty()) {
            return shown(one, id, what, how, model, response, List.of(texts.text(wrong)));
        }
        Optional<Item> item = desk.find(id);
        try {
            if (desk.decide(one.acting().because(reason), id, mark, answer)) {
                item.filter(each -> !each.matter().isEmpty())
                        .ifPresent(each -> sending.send(one.acting(), each.matter()));
            }
        } catch (NoticedException e) {
            return shown(one, id, what, how, model, response, Shown.sentences(e.notices(), texts));
        }
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), act(answer), id + ": " + reason, null));
        return "redirect:/postausgang";
    }

    private static String act(Answer answer) {
        return switch (answer) {
            case ARRIVED -> "mail-sent";
            case AGAIN -> "mail-again";
            case AGAIN_PERHAPS_TWICE -> "mail-twice";
        };
    }

    /** Mends the person's address in the data; what came back goes to the new one, beside the request. */
    @PostMapping("/postausgang/{id}/adresse")
    String mend(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "stand", defaultValue = "") String mark,
            @RequestParam(name = "adresse", defaultValue = "") String address,
            Model model,
            HttpServletResponse response) {
        return mended(
                one,
                id,
                "mail-address",
                model,
                response,
                () -> desk.mend(one.acting(), id, mark, address, Progress.SILENT));
    }

    /** Mends an address of a press list that has begun; the list of the data stays as it is. */
    @PostMapping("/postausgang/{id}/presseadresse")
    String mendListed(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @RequestParam(name = "stand", defaultValue = "") String mark,
            @RequestParam(name = "adresse", defaultValue = "") String address,
            Model model,
            HttpServletResponse response) {
        return mended(
                one, id, "press-address", model, response, () -> desk.mendListed(one.acting(), id, mark, address));
    }

    private String mended(
            LoggedIn one, String id, String act, Model model, HttpServletResponse response, Supplier<Mended> mending) {
        try {
            Mended mended = mending.get();
            errands.begin(ERRANDS + id, progress -> {
                desk.send(one.acting(), mended, progress);
                return "";
            });
        } catch (NoticedException e) {
            return shown(one, id, "", "", model, response, Shown.sentences(e.notices(), texts));
        }
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), act, id, null));
        return "redirect:/postausgang";
    }

    private String shown(
            LoggedIn one,
            String id,
            String what,
            String how,
            Model model,
            HttpServletResponse response,
            List<String> lines) {
        Optional<Item> found = desk.find(id);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "error/4xx";
        }
        if (!lines.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        Item item = found.get();
        Instant now = clock.instant();
        model.addAttribute("item", item);
        boolean listed = desk.mayMendListed(item);
        model.addAttribute("listed", listed);
        model.addAttribute("mendable", listed || desk.mayMend(item) && one.may(Role.VORGANG));
        model.addAttribute("unclear", item.state().equals("UNKNOWN"));
        model.addAttribute("kind", words.kind(item));
        model.addAttribute("why", words.why(item, now));
        model.addAttribute("mark", words.mark(item));
        model.addAttribute("word", words.state(item, now));
        model.addAttribute("at", GermanTime.of(clock).minute(item.since()));
        model.addAttribute("what", what);
        model.addAttribute("how", how);
        model.addAttribute("lines", lines);
        return "postausgang-entscheiden";
    }
}

package federzug.web.press;

import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.agreement.Person;
import federzug.ceremony.Acting;
import federzug.notice.GermanTime;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.mailing.OwnQuote;
import federzug.pipeline.mailing.OwnQuote.Answer;
import federzug.pipeline.mailing.OwnQuote.Sight;
import federzug.pipeline.mailing.OwnQuote.Whose;
import federzug.pipeline.mailing.OwnQuote.Words;
import federzug.web.frame.GuestDoor;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's own quote: read it, approve it, ask for other words, or rather not be quoted. */
@Page
class QuotePage {
    private static final String OWN = "/mein-zitat";

    private final OwnQuote quotes;
    private final GuestDoor door;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    QuotePage(OwnQuote quotes, GuestDoor door, Clock clock) {
        this.quotes = quotes;
        this.door = door;
        this.clock = clock;
    }

    /**
     * One quote as the page shows it.
     *
     * @param said what the person has answered, empty if nothing
     */
    public record Card(String text, String digest, String state, String said) {}

    /** Looking changes nothing: scanners of mail servers open links too. */
    @GetMapping("/zitat/{secret}")
    String greet(@PathVariable String secret, Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Sight> sight =
                door.link(Kind.QUOTE, secret, request).map(QuotePage::whose).flatMap(quotes::see);
        if (sight.isEmpty()) {
            return GuestDoor.gone(response);
        }
        frame(model, sight.get());
        model.addAttribute("opens", secret);
        return "zitat-begruessung";
    }

    @PostMapping("/zitat/{secret}")
    String enter(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        return door.enter(Kind.QUOTE, secret, "quote-opened", request) ? "redirect:" + OWN : GuestDoor.gone(response);
    }

    @GetMapping(OWN)
    String show(Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Sight> sight =
                door.inside(Kind.QUOTE, request).map(QuotePage::whose).flatMap(quotes::see);
        if (sight.isEmpty()) {
            return GuestDoor.gone(response);
        }
        frame(model, sight.get());
        model.addAttribute("trouble", List.of());
        model.addAttribute("wish", "");
        return "zitat";
    }

    @PostMapping(OWN)
    String answer(
            @RequestParam(name = "antwort", defaultValue = "") String answer,
            @RequestParam(name = "wortlaut", defaultValue = "") String digest,
            @RequestParam(name = "neu", defaultValue = "") String wish,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<PersonalLink> link = door.inside(Kind.QUOTE, request);
        Optional<Sight> sight = link.map(QuotePage::whose).flatMap(quotes::see);
        if (link.isEmpty() || sight.isEmpty()) {
            return GuestDoor.gone(response);
        }
        @Nullable Answer said = answer(answer);
        if (said == null) {
            return again(model, sight.get(), response, wish, List.of(texts.text("web.quote.no-answer")));
        }
        try {
            quotes.answer(Acting.onPage(link.get().person()), whose(link.get()), digest, said, wish);
        } catch (NoticedException e) {
            Sight now = quotes.see(whose(link.get())).orElse(sight.get());
            return again(model, now, response, wish, Shown.sentences(e.notices(), texts));
        }
        door.act(link.get(), act(said), digest);
        return "redirect:" + OWN;
    }

    private static @Nullable Answer answer(String answer) {
        return switch (answer) {
            case "ja" -> Answer.APPROVED;
            case "anders" -> Answer.OBJECTED;
            case "nein" -> Answer.DECLINED;
            default -> null;
        };
    }

    private static String act(Answer answer) {
        return switch (answer) {
            case APPROVED -> "quote-approved";
            case OBJECTED -> "quote-objected";
            case DECLINED -> "quote-declined";
        };
    }

    private static Whose whose(PersonalLink link) {
        return new Whose(link.matter(), link.person());
    }

    private String again(Model model, Sight sight, HttpServletResponse response, String wish, List<String> lines) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        frame(model, sight);
        model.addAttribute("trouble", lines);
        model.addAttribute("wish", wish);
        return "zitat";
    }

    private void frame(Model model, Sight sight) {
        Person person = sight.person();
        String greeting = switch (person.salutation()) {
            case HERR -> texts.text("web.turn.greeting-mr", person.familyName());
            case FRAU -> texts.text("web.turn.greeting-mrs", person.familyName());
            case KEINE -> texts.text("web.turn.greeting", person.nameWithTitle());
        };
        model.addAttribute("kind", texts.text("web.press.title"));
        model.addAttribute("rehearsal", sight.rehearsal());
        model.addAttribute(
                "thanks",
                switch (person.salutation()) {
                    case HERR -> texts.text("web.quote.thanks-mr", person.familyName());
                    case FRAU -> texts.text("web.quote.thanks-mrs", person.familyName());
                    case KEINE -> texts.text("web.quote.thanks", person.nameWithTitle());
                });
        model.addAttribute("greeting", greeting);
        model.addAttribute("person", person.nameWithTitle());
        model.addAttribute("office", person.officeInFull());
        model.addAttribute("headline", sight.release().headline());
        model.addAttribute("when", Shown.when(sight.matter(), texts));
        model.addAttribute("from", PressWords.minute(sight.release().sendFrom()));
        model.addAttribute("embargo", PressWords.minute(sight.release().embargo()));
        model.addAttribute("cards", sight.quotes().stream().map(this::card).toList());
        model.addAttribute("paragraphs", sight.context().strip().split("\\R\\s*\\R"));
        model.addAttribute("open", sight.open());
    }

    private Card card(Words words) {
        String code = switch (words.state()) {
            case "APPROVED" -> "web.quote.said-approved";
            case "OBJECTED" -> "web.quote.said-objected";
            case "DECLINED" -> "web.quote.said-declined";
            default -> "";
        };
        String at = words.at() == null ? "" : GermanTime.of(clock).minute(words.at());
        return new Card(words.text(), words.digest(), words.state(), code.isEmpty() ? "" : texts.text(code, at));
    }
}

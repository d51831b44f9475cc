package federzug.web.administration;

import federzug.access.Account;
import federzug.access.Accounts;
import federzug.access.PageActs;
import federzug.access.PageActs.Numbered;
import federzug.access.PageActs.PageAct;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.board.Dossier;
import federzug.pipeline.filing.CsvText;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.PageJournal;
import federzug.web.frame.SentFile;
import federzug.web.frame.Shown;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The journal of the pages: searched by person or matter and by day, page by page. */
@Page
class JournalPage {
    private static final int ON_A_PAGE = 100;
    private static final int IN_A_TABLE = 100_000;

    private final PageActs acts;
    private final Accounts accounts;
    private final Dossier dossier;
    private final PageJournal journal;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    JournalPage(PageActs acts, Accounts accounts, Dossier dossier, PageJournal journal, Clock clock) {
        this.acts = acts;
        this.accounts = accounts;
        this.dossier = dossier;
        this.journal = journal;
        this.clock = clock;
    }

    /** One act as the journal shows it. */
    public record Line(String at, String actor, String act, String about) {}

    @GetMapping("/verwaltung/protokoll")
    String show(
            @RequestParam(name = "wer", defaultValue = "") String text,
            @RequestParam(name = "ab", defaultValue = "") String day,
            @RequestParam(name = "vor", defaultValue = "") String before,
            Model model) {
        long below = before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
        String sought = text.length() > 100 ? text.substring(0, 100) : text.strip();
        List<Numbered> found = acts.find(sought, since(day), below, ON_A_PAGE + 1);
        boolean more = found.size() > ON_A_PAGE;
        List<Numbered> shown = more ? found.subList(0, ON_A_PAGE) : found;
        Map<String, String> names = new HashMap<>();
        model.addAttribute("text", sought);
        model.addAttribute("day", since(day) == null ? "" : day);
        model.addAttribute("wrong", !day.isBlank() && since(day) == null);
        model.addAttribute("filtered", !sought.isEmpty() || since(day) != null || below < Long.MAX_VALUE);
        model.addAttribute(
                "acts", shown.stream().map(one -> line(one.act(), names)).toList());
        model.addAttribute("older", more ? shown.get(shown.size() - 1).number() : 0);
        return "verwaltung-protokoll";
    }

    /** The same search as a table, the newest first; that it was taken is an act of its own. */
    @GetMapping("/verwaltung/protokoll/tabelle.csv")
    ResponseEntity<byte[]> table(
            @AuthenticationPrincipal LoggedIn one,
            @RequestParam(name = "wer", defaultValue = "") String text,
            @RequestParam(name = "ab", defaultValue = "") String day) {
        String sought = text.length() > 100 ? text.substring(0, 100) : text.strip();
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of("web.admin.at", "web.admin.who", "web.admin.act", "web.admin.about", "web.journal.digest")
                .map(texts::text)
                .toList());
        Map<String, String> names = new HashMap<>();
        List<Numbered> all = acts.find(sought, since(day), Long.MAX_VALUE, IN_A_TABLE + 1);
        for (Numbered found : all.subList(0, Math.min(all.size(), IN_A_TABLE))) {
            Line line = line(found.act(), names);
            String digest = found.act().digest() == null ? "" : found.act().digest();
            rows.add(List.of(line.at(), line.actor(), line.act(), line.about(), digest));
        }
        if (all.size() > IN_A_TABLE) {
            rows.add(List.of(texts.text("web.journal.cut", IN_A_TABLE)));
        }
        journal.done(one, "journal-taken", sought);
        return SentFile.send("protokoll.csv", CsvText.of(rows).getBytes(StandardCharsets.UTF_8), false);
    }

    private Line line(PageAct act, Map<String, String> names) {
        String who = names.computeIfAbsent(act.actor() + "\n" + act.about(), both -> name(act));
        return new Line(GermanTime.of(clock).second(act.at()), who, texts.text("web.act." + act.act()), act.about());
    }

    /** The person of an account, or whom the data of the matter know by that key; else as it stands. */
    private String name(PageAct act) {
        return accounts.find(act.actor())
                .map(Account::shown)
                .or(() -> dossier.person(act.about(), act.actor()))
                .orElse(act.actor());
    }

    private @Nullable Instant since(String day) {
        try {
            return day.isBlank()
                    ? null
                    : LocalDate.parse(day.strip()).atStartOfDay(clock.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

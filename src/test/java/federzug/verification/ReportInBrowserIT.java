package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import federzug.testkit.BrowserAxe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page that a check writes, in a browser, examined with axe: WCAG 2.1 AA and its best practices. */
class ReportInBrowserIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String BROKEN = "a page with everything wrong";

    @TempDir
    Path folder;

    private static Map<String, String> pages(Locale language) {
        Texts texts = Texts.in(language);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("valid", new Report(VerificationExaminations.valid(false), "Vorgang", "AZ 1").html(texts, BERLIN));
        pages.put("rehearsal", new Report(VerificationExaminations.valid(true), "Vorgang", "").html(texts, BERLIN));
        pages.put("undecided", new Report(VerificationExaminations.unread(), "", "").html(texts, BERLIN));
        pages.put("doubtful", new Report(VerificationExaminations.doubtful(), "", "").html(texts, BERLIN));
        pages.put("invalid", new Report(VerificationExaminations.changedWithPicture(), "", "").html(texts, BERLIN));
        Overview overview = new Overview(texts, BERLIN);
        overview.add("akten/vertrag.pdf", VerificationExaminations.valid(true), "vertrag-pruefbericht.html");
        overview.add("akten/anders.pdf", VerificationExaminations.changed(), "anders-pruefbericht.html");
        overview.add("akten/geheim.pdf", VerificationExaminations.unread(), "");
        pages.put("overview", overview.html(VerificationExaminations.NOON));
        pages.put("comparison", comparison().html(texts, BERLIN));
        return pages;
    }

    private static Comparison comparison() {
        return new Comparison(
                Comparison.Outcome.PARTLY_SAME,
                VerificationExaminations.valid(true),
                VerificationExaminations.changed(),
                List.of("André Raphael"),
                List.of("Sven Forkert"),
                List.of(),
                List.of(),
                List.of("Lutz Rodig"),
                List.of("1000 Euro"),
                List.of("9000 Euro"),
                List.of("Danach wurde der Inhalt von Seite 2 geändert."));
    }

    @Test
    void axeFindsNothingInAnyPageOfACheck() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        for (Locale language : List.of(Locale.GERMAN, Locale.ENGLISH)) {
            pages(language).forEach((name, page) -> pages.put(name + " " + language, page));
        }
        pages.put(
                BROKEN,
                "<html><body><h3>x</h3><img src=\"x.png\"><p style=\"color:#ccc; width: 30em\">blass</p></body></html>");
        Map<String, BrowserAxe.Result> results = BrowserAxe.examine(pages, folder);
        assertThat(String.join(" ", results.remove(BROKEN).violations()))
                .contains("color-contrast", "document-title", "html-has-lang", "image-alt", "reflow");
        assertThat(results).hasSize(14).allSatisfy((name, result) -> {
            assertThat(result.violations()).as(name).isEmpty();
            assertThat(result.passes())
                    .as(name)
                    .contains("color-contrast", "document-title", "html-has-lang", "landmark-one-main", "region");
        });
    }
}

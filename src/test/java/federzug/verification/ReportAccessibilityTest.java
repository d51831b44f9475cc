package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What WCAG 2.1 AA asks of the HTML report and can be told without a browser. */
class ReportAccessibilityTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private final List<String> pages = List.of(
            html(VerificationExaminations.valid(true)),
            html(VerificationExaminations.changedWithPicture()),
            html(VerificationExaminations.unread()));

    private static String html(Verdict verdict) {
        return new Report(verdict, "Vorgang", "AZ 1").html(Texts.german(), BERLIN);
    }

    @Test
    void namesItsLanguageAndTitle() {
        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .startsWith("<!DOCTYPE html>")
                        .contains("<html lang=\"de-DE\">", "<title>Prüfbericht zu ", "name=\"viewport\""));
    }

    @Test
    void skipsNoHeadingLevel() {
        for (String page : pages) {
            List<Integer> levels = new ArrayList<>();
            Pattern.compile("<h([1-6])>")
                    .matcher(page)
                    .results()
                    .forEach(hit -> levels.add(Integer.valueOf(hit.group(1))));
            assertThat(levels.get(0)).isEqualTo(1);
            assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
            for (int i = 1; i < levels.size(); i++) {
                assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
            }
        }
    }

    /** On a narrow screen cells stand below each other, out of sight of their column's head. */
    @Test
    void everyCellOfAWideTableNamesItsColumn() {
        Pattern row = Pattern.compile("<tr[^>]*>(.*)</tr>");
        for (String page : pages) {
            assertThat(page).contains("@media screen and (max-width: 36rem)", "attr(data-label)");
            assertThat(row.matcher(page).results().map(hit -> hit.group(1)))
                    .filteredOn(cells -> cells.split("<td").length > 3)
                    .noneMatch(cells -> cells.contains("<td>"));
        }
        assertThat(pages).anyMatch(page -> page.contains("<td data-label=\"Art der Signatur\">"));
    }

    @Test
    void everyHeadCellSaysWhatItHeads() {
        for (String page : pages) {
            assertThat(page).doesNotContain("<th>");
            assertThat(Pattern.compile("<th [^>]*>").matcher(page).results())
                    .allMatch(hit -> hit.group().matches("<th scope=\"(row|col)\">"));
        }
    }

    @Test
    void everyPictureHasWords() {
        assertThat(pages.get(1)).contains("<img ");
        for (String page : pages) {
            assertThat(Pattern.compile("<img [^>]*>").matcher(page).results())
                    .allMatch(hit -> hit.group().matches("(?s)<img alt=\"[^\"]{20,}\".*"));
        }
    }

    @Test
    void hasLandmarksAndDoesNotRelyOnColourAlone() {
        for (String page : pages) {
            assertThat(page).containsOnlyOnce("<main>").containsOnlyOnce("<footer>");
            assertThat(page).contains("class=\"headline\"><span aria-hidden=\"true\">");
        }
    }

    @Test
    void everyElementIsClosed() {
        for (String page : pages) {
            for (String tag : List.of("table", "tr", "td", "th", "ul", "li", "p", "div", "h1", "h2", "h3", "main")) {
                assertThat(count(page, "<" + tag + "[ >]")).as(tag).isEqualTo(count(page, "</" + tag + ">"));
            }
        }
    }

    /** WCAG 1.4.3: 4.5 to 1, for every colour of text on every background it may stand on. */
    @Test
    void everyTextStandsOutFromItsBackground() {
        String page = pages.get(0);
        String css = page.substring(page.indexOf("<style>"), page.indexOf("</style>"));
        Map<String, String> grounds =
                Map.of("good", "#eef6ee", "open", "#fdf6e3", "bad", "#fceeee", "neutral", "#eef2f7", "mark", "#8b0000");
        Matcher rules = RULE.matcher(css);
        int checked = 0;
        while (rules.find()) {
            Matcher colour =
                    Pattern.compile("(?<![-a-z])color: (#[0-9a-f]{3,6})").matcher(rules.group(2));
            if (colour.find()) {
                String ground = grounds.entrySet().stream()
                        .filter(entry -> rules.group(1).contains("." + entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("#fff");
                assertThat(css).contains(ground);
                assertThat(contrast(colour.group(1), ground))
                        .as("%s", rules.group())
                        .isGreaterThanOrEqualTo(4.5);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(5);
    }

    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** Relative luminance as WCAG 2.1 defines it. */
    private static double luminance(String colour) {
        String hex = colour.length() == 4 ? colour.replaceAll("([0-9a-f])", "$1$1") : colour;
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            parts[i] = part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}

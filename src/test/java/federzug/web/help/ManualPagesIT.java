package federzug.web.help;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual on the pages: each link in it leads somewhere, and each page leads to its chapter. */
class ManualPagesIT {
    private static final Pattern LINK = Pattern.compile("href=\"([a-z0-9-]+|/hilfe/[a-z0-9-]+)(#[^\"]*)?\"");

    @TempDir
    Path folder;

    @Test
    void showsEveryChapterToEverybodyAndLeadsNowhereElse() {
        try (WebServed served = new WebServed(folder)) {
            WebVisitor anybody = served.visitor();
            Deque<String> left = new ArrayDeque<>(List.of("/hilfe/inhalt"));
            Set<String> seen = new TreeSet<>();
            while (!left.isEmpty()) {
                String page = left.pop();
                if (seen.add(page)) {
                    Answer answer = anybody.get(page);
                    assertThat(answer.status()).as(page).isEqualTo(200);
                    assertThat(answer.body()).as(page).containsOnlyOnce("<h1").doesNotContain("](");
                    Matcher link = LINK.matcher(answer.body());
                    while (link.find()) {
                        left.push(link.group(1).startsWith("/") ? link.group(1) : "/hilfe/" + link.group(1));
                    }
                }
            }
            assertThat(seen).hasSizeGreaterThan(12).contains("/hilfe/im-browser", "/hilfe/einstellungen");
            assertThat(anybody.get("/hilfe").target()).isEqualTo("/hilfe/inhalt");
            assertThat(anybody.get("/hilfe/gibt-es-nicht").status()).isEqualTo(404);
            for (String wrong : List.of("/hilfe/..%2fhouse-plan", "/hilfe/README.md", "/hilfe/../application.yaml")) {
                assertThat(anybody.get(wrong).status()).as(wrong).isNotEqualTo(200);
            }

            WebVisitor clerk = served.visitor(Role.values());
            for (String page : List.of(
                    "/vorgaenge",
                    "/pruefen",
                    "/rueckgabe",
                    "/medien",
                    "/vorlagen",
                    "/verwaltung/listen",
                    "/verwaltung/dienste",
                    "/konto/kennwort")) {
                Matcher help = Pattern.compile("href=\"(/hilfe/[a-z0-9-]+)\"")
                        .matcher(clerk.get(page).body());
                assertThat(help.find()).as(page).isTrue();
                assertThat(seen).as(page).contains(help.group(1));
            }
        }
    }
}

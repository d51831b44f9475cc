package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.cli.CommandModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ManPagesTest {
    private final CommandLine model = CommandModel.line();
    private final Map<String, FileTree.Node> pages =
            new ManPages(model, "0.1.0", LocalDate.of(2026, 11, 22)).pages().nodes();

    @Test
    void everyCommandHasAPageWithItsOptions() throws IOException {
        model.getSubcommands().keySet().forEach(name -> assertThat(pages).containsKey("federzug-" + name + ".1"));
        assertThat(pages).containsKeys("federzug.1", "federzug-trust-export.1");
        assertThat(text("federzug-send.1"))
                .contains(".TH FEDERZUG\\-SEND 1 2026-11-22", "\\fB\\-\\-to\\-me\\fR", ".SH RÜCKGABEWERTE");
    }

    /** A line that begins with a dot by chance would be swallowed. */
    @Test
    void onlyRequestsOfRoffBeginWithADot() throws IOException {
        for (String name : pages.keySet()) {
            assertThat(text(name).lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                    .as(name)
                    .allMatch(line -> line.matches("\\.(TH .*|SH [A-ZÜ ]+|PP|TP)"));
        }
        assertThat(ManPages.escape(".federzug")).isEqualTo("\\&.federzug");
    }

    @Test
    void noTextIsLeftUnresolved() throws IOException {
        for (String name : pages.keySet()) {
            assertThat(text(name)).as(name).doesNotContain("${", "cli.", "%n");
        }
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        assertThat(Contents.completion(model))
                .contains("sign-file", "--to-me", "complete -F")
                .doesNotStartWith("#!");
    }

    private String text(String page) throws IOException {
        FileTree.Content content = pages.get(page).content();
        assertThat(content).isNotNull();
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

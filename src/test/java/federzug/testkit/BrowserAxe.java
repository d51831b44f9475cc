package federzug.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Examines HTML pages with axe-core in a headless Chromium, and whether they fit on a narrow screen: all in one start,
 * each in a frame of its own.
 */
public final class BrowserAxe {
    private static final Pattern RESULT = Pattern.compile("<pre id=\"axe(\\d+)\">([^<]*)</pre>");
    private static final String RUN = """
            <script>
            const report = text => {
              const pre = parent.document.createElement('pre');
              pre.id = 'axe%d';
              pre.textContent = text;
              parent.document.body.appendChild(pre);
            };
            frameElement.style.width = '320px';
            const width = document.documentElement.scrollWidth;
            frameElement.style.width = '';
            const tooWide = width > 320 ? ['reflow: ' + width + ' pixels wide at 320 (WCAG 1.4.10)'] : [];
            axe.run(document, {iframes: false}).then(r => report(JSON.stringify({
              passes: r.passes.map(p => p.id),
              violations: tooWide.concat(
                r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | ')))
            })), e => report(JSON.stringify({passes: [], violations: [String(e)]})));
            </script>""";

    private BrowserAxe() {}

    /**
     * @param passes rules that were met
     * @param violations rules that were broken, with the elements that break them
     */
    public record Result(List<String> passes, List<String> violations) {}

    /** Skips the calling test if there is no Chromium; fails it where skips are forbidden. */
    public static Map<String, Result> examine(Map<String, String> pages, Path folder) throws IOException {
        Program.require("chromium", "chromium");
        String axe = script();
        StringBuilder host = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><title>axe</title><body>\n");
        List<String> names = new ArrayList<>(pages.keySet());
        for (int i = 0; i < names.size(); i++) {
            // The page itself forbids scripts; the copy that is examined has to allow one.
            String page = pages.get(names.get(i))
                    .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                    .replace("</body>", "<script>" + axe + "</script>" + RUN.formatted(i) + "</body>");
            host.append("<iframe width=\"1200\" height=\"900\" srcdoc=\"")
                    .append(page.replace("&", "&amp;").replace("\"", "&quot;"))
                    .append("\"></iframe>\n");
        }
        Path file = Files.writeString(folder.resolve("axe.html"), host.append("</body></html>"));
        List<String> command = chromium();
        command.addAll(List.of(
                "--user-data-dir=" + folder.resolve("chromium"),
                "--virtual-time-budget=120000",
                "--dump-dom",
                file.toUri().toString()));
        Program.Ended ended = Program.run(command.toArray(String[]::new));
        return results(names, ended.output());
    }

    private static Map<String, Result> results(List<String> names, String dom) {
        Map<String, Result> results = new LinkedHashMap<>();
        Matcher found = RESULT.matcher(dom);
        while (found.find()) {
            JsonNode json = JsonMapper.builder()
                    .build()
                    .readTree(found.group(2)
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&"));
            results.put(
                    names.get(Integer.parseInt(found.group(1))),
                    new Result(texts(json.get("passes")), texts(json.get("violations"))));
        }
        if (!results.keySet().containsAll(names)) {
            String said = dom.length() < 2_000 ? dom : "…" + dom.substring(dom.length() - 2_000);
            throw new AssertionError("axe ended for " + results.keySet() + " only: " + said);
        }
        return results;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String script() throws IOException {
        try (InputStream in = BrowserAxe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new AssertionError("axe.min.js is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("</script", "<\\/script");
        }
    }

    /** Chromium without a window, which asks nobody outside. */
    static List<String> chromium() {
        return new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
    }
}

package federzug.packaging;

import federzug.document.ArchivalPdf;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.web.help.ManualHtml;
import federzug.web.help.Markdown;
import federzug.web.help.Markdown.Block;
import federzug.web.help.Markdown.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes HTML pages and one accessible PDF of the manual, in the order of its table of contents. */
final class ManualPages {
    private static final Pattern CHAPTER = Pattern.compile("\\]\\(((?:\\.\\./)?[a-z0-9-]+\\.md)");
    private static final String STYLE = """
            body{font:1.05rem/1.55 "Liberation Sans",Arial,sans-serif;color:#1a1a1a;background:#fff;margin:0 auto;max-width:56rem;padding:1rem 1.5rem 4rem}
            h1{font-size:1.9rem}h2{font-size:1.4rem;margin-top:2rem}h3{font-size:1.15rem}
            a{color:#0b4f8a}code,pre{font:0.95em/1.45 "Liberation Mono",Consolas,monospace;background:#f1f3f5}
            pre{padding:.8rem;overflow-x:auto}code{padding:0 .2em}pre code{padding:0}
            table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}
            th{background:#e9edf1}nav{margin:1rem 0;padding:.6rem 0;border-bottom:1px solid #767676}
            img{max-width:100%;border:1px solid #767676}
            @media print{nav{display:none}body{max-width:none}}
            """;

    private final Map<String, List<Block>> chapters = new LinkedHashMap<>();
    private final Path folder;

    /**
     * @param folder with README.md, which names all chapters
     */
    ManualPages(Path folder) throws IOException {
        this.folder = folder;
        String contents = Files.readString(folder.resolve("README.md"));
        chapters.put("README.md", Markdown.blocks(contents));
        Matcher named = CHAPTER.matcher(contents);
        while (named.find()) {
            String name = named.group(1);
            if (!name.startsWith("..")) {
                chapters.put(name, Markdown.blocks(Files.readString(folder.resolve(name))));
            }
        }
    }

    Map<String, List<Block>> chapters() {
        return Collections.unmodifiableMap(chapters);
    }

    FileTree html() throws IOException {
        FileTree pages = new FileTree();
        for (List<Block> chapter : chapters.values()) {
            for (Block block : chapter) {
                if (block instanceof Markdown.Picture picture) {
                    pages.bytes(picture.file(), png(picture), 0644);
                }
            }
        }
        List<String> names = List.copyOf(chapters.keySet());
        pages.text("handbuch.css", STYLE);
        for (int i = 0; i < names.size(); i++) {
            String before = i > 1 ? names.get(i - 1) : null;
            String after = i + 1 < names.size() ? names.get(i + 1) : null;
            StringBuilder nav = new StringBuilder("<a href=\"index.html\">Inhalt</a>");
            if (before != null) {
                nav.append(" · <a href=\"")
                        .append(file(before))
                        .append("\">zurück: ")
                        .append(ManualHtml.escape(title(before)))
                        .append("</a>");
            }
            if (after != null) {
                nav.append(" · <a href=\"")
                        .append(file(after))
                        .append("\">weiter: ")
                        .append(ManualHtml.escape(title(after)))
                        .append("</a>");
            }
            pages.text(file(names.get(i)), page(names.get(i), nav.toString()));
        }
        return pages;
    }

    private String page(String name, String nav) {
        StringBuilder body = new StringBuilder();
        for (Block block : chapters.getOrDefault(name, List.of())) {
            body.append(new ManualHtml(ManualPages::target).of(block)).append('\n');
        }
        return """
                <!DOCTYPE html>
                <html lang="de">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s – Federzug</title><link rel="stylesheet" href="handbuch.css"></head>
                <body>
                <nav aria-label="Kapitel">%s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(ManualHtml.escape(title(name)), nav, body);
    }

    private String title(String name) {
        return chapters.getOrDefault(name, List.of()).stream()
                .filter(Markdown.Heading.class::isInstance)
                .map(block -> Markdown.plain(((Markdown.Heading) block).text()))
                .findFirst()
                .orElse(name);
    }

    private static String file(String name) {
        return name.equals("README.md") ? "index.html" : name.replace(".md", ".html");
    }

    /** What is not among the pages of the manual is named, not linked. */
    private static String target(String link) {
        return link.startsWith("..") ? "" : link.replace(".md", ".html");
    }

    /** Proven PDF/A-2a and PDF/UA-1 by the product's own rendering. */
    byte[] pdf(Clock clock) {
        List<Sheet.Block> blocks = new ArrayList<>();
        blocks.add(new Sheet.Heading(1, "Federzug: Handbuch"));
        chapters.forEach((name, chapter) -> {
            if (!name.equals("README.md")) {
                blocks.add(new Sheet.PageBreak());
                chapter.forEach(block -> blocks.addAll(sheet(block)));
            }
        });
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        ArchivalPdf pdf = new Rendering(store, clock, new RenderingSettings(RenderingSettings.Proof.EVERYTHING))
                .render(new Sheet("Federzug: Handbuch", "de-DE", "Handbuch", blocks), "handbuch.pdf", Marks.NONE);
        return store.bytes(pdf.content().digest());
    }

    private byte[] png(Markdown.Picture picture) {
        try {
            return Files.readAllBytes(folder.resolve(picture.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Sheet.Block> sheet(Block block) {
        if (block instanceof Markdown.Heading heading) {
            return List.of(new Sheet.Heading(Math.min(heading.level() + 1, 6), Markdown.plain(heading.text())));
        } else if (block instanceof Markdown.Paragraph paragraph) {
            return List.of(runs(paragraph.text()));
        } else if (block instanceof Markdown.Items items) {
            return List.of(new Sheet.Items(
                    items.ordered(),
                    items.items().stream().map(ManualPages::runs).toList()));
        } else if (block instanceof Markdown.Table table) {
            List<Integer> widths = widths(table);
            return List.of(new Sheet.Table(
                    null,
                    table.header().stream()
                            .map(Markdown::plain)
                            .map(cell -> cell.isEmpty() ? "–" : cell)
                            .toList(),
                    widths,
                    true,
                    table.rows().stream()
                            .map(row -> row.stream().map(ManualPages::runs).toList())
                            .toList()));
        } else if (block instanceof Markdown.Picture picture) {
            // The pictures stand in the pages; the PDF, which is read aloud and printed, has their words.
            return List.of(Sheet.Paragraph.of(picture.words()));
        } else if (block instanceof Markdown.Code code) {
            return code.text()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .<Sheet.Block>map(line -> new Sheet.Paragraph(List.of(new Sheet.Run(
                            " ".repeat(line.length() - line.stripLeading().length()) + line.strip(),
                            Sheet.Emphasis.CODE))))
                    .toList();
        }
        throw new IllegalStateException(block.toString());
    }

    /** By the longest cell of each column, within bounds. */
    private static List<Integer> widths(Markdown.Table table) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < table.header().size(); column++) {
            int longest = Markdown.plain(table.header().get(column)).length();
            for (List<String> row : table.rows()) {
                longest = Math.max(longest, Markdown.plain(row.get(column)).length());
            }
            widths.add(Math.max(12, Math.min(longest, 60)));
        }
        return widths;
    }

    private static Sheet.Paragraph runs(String text) {
        List<Sheet.Run> runs = new ArrayList<>();
        for (Span span : Markdown.spans(text)) {
            runs.add(new Sheet.Run(
                    span.text(),
                    switch (span.kind()) {
                        case STRONG -> Sheet.Emphasis.STRONG;
                        case CODE -> Sheet.Emphasis.CODE;
                        case PLAIN, LINK -> Sheet.Emphasis.NONE;
                    }));
        }
        return new Sheet.Paragraph(runs);
    }
}

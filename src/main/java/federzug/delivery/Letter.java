package federzug.delivery;

import federzug.document.MailText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A short letter: the same words as plain text and as a page that a screen reader reads well (WCAG 2.1: language,
 * title, headings and lists as such, nothing expressed by colour alone).
 *
 * @param banner a line above everything, empty if there is none
 * @param closing the greeting and the sender, line by line
 */
record Letter(String title, String banner, String salutation, List<Block> body, List<String> closing) {
    private static final int WIDTH = 76;

    sealed interface Block permits Paragraph, Lines, Items {}

    record Paragraph(String text) implements Block {}

    /** A paragraph whose lines end where their author ended them: an address. */
    record Lines(List<String> lines) implements Block {}

    record Items(List<String> items) implements Block {}

    MailText text() {
        return new MailText(plain(), html());
    }

    private String plain() {
        StringBuilder text = new StringBuilder();
        if (!banner.isEmpty()) {
            text.append(wrapped(banner, "")).append('\n');
        }
        text.append(wrapped(salutation, "")).append('\n');
        for (Block block : body) {
            if (block instanceof Items list) {
                list.items().forEach(item -> text.append(wrapped("- " + item, "  ")));
            } else if (block instanceof Lines paragraph) {
                paragraph.lines().forEach(line -> text.append(wrapped(line, "")));
            } else if (block instanceof Paragraph paragraph) {
                text.append(wrapped(paragraph.text(), ""));
            }
            text.append('\n');
        }
        closing.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private String html() {
        StringBuilder page = new StringBuilder();
        page.append(
                        "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(escaped(title))
                .append(
                        "</title>\n"
                                + "</head>\n"
                                + "<body style=\"font-family: sans-serif; line-height: 1.5; max-width: 40em; overflow-wrap: anywhere\">\n");
        if (!banner.isEmpty()) {
            page.append("<p style=\"border: 2px solid; padding: 0.5em\"><strong>")
                    .append(escaped(banner))
                    .append("</strong></p>\n");
        }
        paragraph(page, salutation);
        for (Block block : body) {
            if (block instanceof Items list) {
                page.append("<ul>\n");
                list.items()
                        .forEach(item ->
                                page.append("<li>").append(escaped(item)).append("</li>\n"));
                page.append("</ul>\n");
            } else if (block instanceof Lines paragraph) {
                page.append("<p>")
                        .append(paragraph.lines().stream().map(Letter::escaped).collect(Collectors.joining("<br>\n")))
                        .append("</p>\n");
            } else if (block instanceof Paragraph paragraph) {
                paragraph(page, paragraph.text());
            }
        }
        page.append("<p>")
                .append(closing.stream().map(Letter::escaped).collect(Collectors.joining("<br>\n")))
                .append("</p>\n</body>\n</html>\n");
        return page.toString();
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append("<p>").append(escaped(text)).append("</p>\n");
    }

    /** Lines short enough for every mail program; a single longer word stays whole. */
    static String wrapped(String text, String indent) {
        StringBuilder all = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                all.append(line).append('\n');
                line = new StringBuilder(indent);
                line.append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        return all.append(line).append('\n').toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

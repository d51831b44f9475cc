package federzug.pipeline.folder;

import federzug.agreement.PressRelease;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what somebody copies into the form of the state's media portal, field by field: as text, and as a page from
 * which each field can be marked and copied.
 */
public final class PortalSheet {
    private static final Texts TEXTS = Texts.german();
    private static final String STYLE =
            "body{font-family:sans-serif;max-width:45rem;margin:2rem auto;line-height:1.4}h2{font-size:1rem;margin:1.5rem 0 .25rem}"
                    + "div{border:1px solid;padding:.5rem}p{margin:.5rem 0}";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> marks;

    /**
     * @param data that the words were made from
     * @param words of the release, headline included
     * @param picture name of the picture's file among the results; empty without one
     */
    public PortalSheet(PressRelease data, String words, String picture, boolean rehearsal) {
        @Nullable LocalDateTime embargo = data.embargo();
        marks = Stream.of(
                        rehearsal ? TEXTS.text("pipeline.portal.rehearsal") : "",
                        embargo == null ? "" : TEXTS.text("pipeline.mark.embargo", GermanTime.minute(embargo)))
                .filter(mark -> !mark.isEmpty())
                .toList();
        List<String> paragraphs = below(data.headline(), words);
        field("headline", data.headline());
        field("teaser", paragraphs.isEmpty() ? "" : paragraphs.get(0));
        field("text", String.join("\n\n", paragraphs));
        PressRelease.Contact contact = data.contact();
        field(
                "contact",
                Stream.of(contact.name(), contact.telephone(), contact.fax(), contact.mail())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n")));
        PressRelease.Picture shown = data.picture();
        if (shown != null) {
            field("picture", picture);
            field("caption", shown.caption());
            field("credit", shown.credit());
            field("rights", shown.rights());
            field("alt", shown.alt());
        }
    }

    private void field(String name, String value) {
        if (!value.isBlank()) {
            fields.put(TEXTS.text("pipeline.portal." + name), value.strip());
        }
    }

    /** The paragraphs after the headline: before it stand date and marks, which the portal has fields of its own for. */
    private static List<String> below(String headline, String words) {
        List<String> all = Arrays.stream(words.split("\\R\\s*\\R"))
                .map(paragraph -> paragraph.strip().replaceAll("\\h*\\R\\h*", "\n"))
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
        String title = plain(headline);
        for (int i = 0; i < all.size(); i++) {
            if (plain(all.get(i)).equals(title)) {
                return all.subList(i + 1, all.size());
            }
        }
        return all;
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\u00A0\u202F]+", " ").strip();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        marks.forEach(mark -> text.append(mark).append("\r\n\r\n"));
        fields.forEach((name, value) -> text.append(name)
                .append("\r\n")
                .append(value.replace("\n", "\r\n"))
                .append("\r\n\r\n"));
        return text.toString();
    }

    public String html() {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"de\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(TEXTS.text("pipeline.portal.title")))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(TEXTS.text("pipeline.portal.title")))
                .append("</h1>\n");
        marks.forEach(mark -> html.append("<p><strong>").append(escaped(mark)).append("</strong></p>\n"));
        fields.forEach((name, value) -> html.append("<h2>")
                .append(escaped(name))
                .append("</h2>\n<div>")
                .append(Arrays.stream(value.split("\n\n"))
                        .map(paragraph -> "<p>" + escaped(paragraph).replace("\n", "<br>") + "</p>")
                        .collect(Collectors.joining("\n")))
                .append("</div>\n"));
        return html.append("</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

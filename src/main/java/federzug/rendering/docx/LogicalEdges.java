package federzug.rendering.docx;

import federzug.document.StrictOoxml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LibreOffice writes the edges of cells and tables as start and end (ISO/IEC 29500-1, 17.4.33), as the strict form does for
 * tab stops; docx4j silently ignores both. In text from left to right they are left and right.
 */
public final class LogicalEdges {
    private static final Pattern PLACES = Pattern.compile("<w:(tcMar|tblBorders)>.{0,2000}?</w:\\1>", Pattern.DOTALL);

    /** Tab stops of the strict form (17.18.84). */
    private static final Pattern TABS = Pattern.compile("(<w:tab\\s[^<>]{0,200}?w:val=\")(start|end)\"");

    private LogicalEdges() {}

    /** @param docx a Word file */
    public static UnpackedParts named(byte[] docx) throws IOException {
        Map<String, byte[]> parts = ZipGuard.parts(docx);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String name = part.getKey();
            if (!name.endsWith(".xml") && !name.endsWith(".rels")) {
                continue;
            }
            part.setValue(StrictOoxml.transitional(part.getValue()));
            // One byte is one character here, so nothing but the names can change.
            String text = new String(part.getValue(), StandardCharsets.ISO_8859_1);
            refuseTypes(name, text);
            if (name.equals("[Content_Types].xml")) {
                part.setValue(PartTypes.asWordWrites(text).getBytes(StandardCharsets.ISO_8859_1));
            }
            if (!name.startsWith("word/")) {
                continue;
            }
            String chosen = Alternatives.chosen(text);
            String named = chosen.contains("<w:start ") || chosen.contains("<w:end ")
                    ? PLACES.matcher(chosen).replaceAll(m -> renamed(m.group()))
                    : chosen;
            if (named.contains("\"start\"") || named.contains("\"end\"")) {
                named = TABS.matcher(named)
                        .replaceAll(m -> Matcher.quoteReplacement(
                                m.group(1) + (m.group(2).equals("end") ? "right\"" : "left\"")));
            }
            if (!named.equals(text)) {
                part.setValue(named.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return new UnpackedParts(parts);
    }

    /** No part of a Word file declares a document type; one that does wants entities, which are never resolved. */
    private static void refuseTypes(String name, String text) throws IOException {
        if (text.contains("<!DOCTYPE") || text.contains("<\0!\0D") || text.contains("\0<\0!")) {
            throw new IOException("document type in " + name);
        }
    }

    private static String renamed(String edges) {
        return Matcher.quoteReplacement(edges.replace("<w:start ", "<w:left ").replace("<w:end ", "<w:right "));
    }
}

package federzug.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A Word file with one to four random injuries: to its values, its structure, its parts or its bytes. */
public final class MutatedDocx {
    private static final Pattern VALUE = Pattern.compile("=\"[^\"]*\"");
    private static final Pattern START = Pattern.compile("<(w:[A-Za-z]+)(?=[ />])");
    private static final Pattern ELEMENT = Pattern.compile("<w:(p|r|tbl|tr|tc|tblGrid|pPr|rPr|sectPr)( [^>]*)?>");
    private static final String[] VALUES = {
        "",
        "0",
        "-1",
        "1",
        "99",
        "32768",
        "2147483647",
        "-2147483648",
        "99999999999999999999",
        "1.5",
        "NaN",
        "true",
        "none",
        "auto",
        "FFFFFF",
        "rId1",
        "rId999",
        "Titel",
        "../../etc/passwd",
        "\u202e",
        "&#0;",
        "&lol;",
        "ä€𝄞"
    };
    private static final String[] NAMES = {
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:tab",
        "w:br",
        "w:drawing",
        "w:sectPr",
        "w:hyperlink",
        "w:fldChar",
        "w:instrText",
        "w:footnoteReference",
        "w:sdt",
        "w:ins",
        "w:del",
        "w:noSuchThing"
    };

    private MutatedDocx() {}

    public static byte[] of(byte[] docx, Random random) throws IOException {
        if (random.nextInt(12) == 0) {
            return bytes(docx, random);
        }
        Map<String, byte[]> parts = parts(docx);
        List<String> names = new ArrayList<>(parts.keySet());
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            // Half of the injuries hit the text itself.
            String name = random.nextBoolean() ? "word/document.xml" : names.get(random.nextInt(names.size()));
            byte[] part = parts.get(name);
            if (part == null || part.length == 0) {
                continue;
            }
            if (random.nextInt(15) == 0) {
                parts.remove(name);
            } else if (random.nextInt(10) == 0) {
                parts.put(name, bytes(part, random));
            } else if (name.endsWith(".xml") || name.endsWith(".rels")) {
                String text = new String(part, StandardCharsets.UTF_8);
                parts.put(name, text(text, random).getBytes(StandardCharsets.UTF_8));
            }
        }
        return RenderingDocx.zipped(parts);
    }

    private static byte[] bytes(byte[] from, Random random) {
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(from, random.nextInt(from.length));
        }
        byte[] changed = from.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    private static String text(String xml, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> replace(xml, VALUE, random, "=\"" + VALUES[random.nextInt(VALUES.length)] + "\"");
            case 1 -> rename(xml, random);
            case 2 -> whole(xml, random, 0);
            default -> whole(xml, random, 2 + random.nextInt(40));
        };
    }

    private static String replace(String xml, Pattern what, Random random, String by) {
        List<MatchResult> found = what.matcher(xml).results().toList();
        if (found.isEmpty()) {
            return xml;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return xml.substring(0, one.start()) + by + xml.substring(one.end());
    }

    /** Another name for one element, at both its ends. */
    private static String rename(String xml, Random random) {
        List<MatchResult> found = START.matcher(xml).results().toList();
        if (found.isEmpty()) {
            return xml;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        String name = NAMES[random.nextInt(NAMES.length)];
        String rest = xml.substring(one.end());
        boolean empty = rest.indexOf("/>") >= 0 && rest.indexOf("/>") < rest.indexOf('>');
        if (!empty) {
            rest = rest.replaceFirst("</" + one.group(1) + ">", "</" + name + ">");
        }
        return xml.substring(0, one.start()) + "<" + name + rest;
    }

    /** One element taken away, or there more than once, or inside itself. */
    private static String whole(String xml, Random random, int times) {
        List<MatchResult> found = ELEMENT.matcher(xml).results().toList();
        if (found.isEmpty()) {
            return xml;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        String close = "</w:" + one.group(1) + ">";
        int end = xml.indexOf(close, one.end());
        if (end < 0) {
            return xml;
        }
        String element = xml.substring(one.start(), end + close.length());
        if (times > 20) {
            String inside = one.group().repeat(times) + xml.substring(one.end(), end) + close.repeat(times);
            return xml.substring(0, one.start()) + inside + xml.substring(end + close.length());
        }
        return xml.substring(0, one.start()) + element.repeat(times) + xml.substring(end + close.length());
    }

    private static Map<String, byte[]> parts(byte[] docx) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }
}

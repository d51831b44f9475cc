package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** The value of a field, as data and as it is to be displayed (ISO 32000-1, 12.7.3 and 12.7.4). */
public final class FieldValue {
    private static final COSName OPTIONS = COSName.getPDFName("Opt");
    private static final COSName CHOSEN = COSName.getPDFName("I");
    private static final COSName RICH_TEXT = COSName.getPDFName("RV");
    private static final Pattern NUMBERED = Pattern.compile("&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});");
    private static final int LONGEST = 200_000;
    private static final int MOST_OPTIONS = 10_000;

    private final COSDictionary field;
    private final @Nullable COSBase value;

    private FieldValue(COSDictionary field) {
        this.field = field;
        this.value = Permissions.inherited(field, COSName.V);
    }

    public static FieldValue of(COSDictionary field) {
        return new FieldValue(field);
    }

    /** As data; empty if there is none, or a button is off. */
    String text() {
        return String.join(", ", texts());
    }

    /** In words: what is displayed for it, with its data where they differ. */
    public String words() {
        List<String> words = new ArrayList<>();
        for (String text : texts()) {
            String label = label(text);
            words.add(label.equals(text) ? text : label + " (" + text + ")");
        }
        return String.join(", ", words);
    }

    /** What an appearance may display for it. */
    List<String> displayed() {
        String labels = texts().stream().map(this::label).collect(Collectors.joining(" "));
        return List.of(labels);
    }

    /** Name of the state of a button; empty if it is off. */
    String state() {
        return value instanceof COSName name && !COSName.Off.equals(name) ? name.getName() : "";
    }

    private List<String> texts() {
        if (value instanceof COSArray several) {
            return several.toList().stream()
                    .limit(MOST_OPTIONS)
                    .map(one -> text(ObjectPairs.resolve(one)))
                    .toList();
        }
        String text = text(value);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static String text(@Nullable COSBase value) {
        if (value instanceof COSString text) {
            return text.getString();
        }
        if (value instanceof COSName name) {
            return COSName.Off.equals(name) ? "" : name.getName();
        }
        if (value instanceof COSStream stream) {
            return content(stream);
        }
        return value == null ? "" : "…";
    }

    /** A text stream (ISO 32000-1, 7.9.3). */
    private static String content(COSStream stream) {
        try (InputStream in = stream.createInputStream()) {
            return new COSString(in.readNBytes(LONGEST)).getString();
        } catch (IOException e) {
            return "…";
        }
    }

    private String label(String text) {
        List<String[]> pairs = pairs();
        if (value instanceof COSName && text.matches("\\d{1,4}") && Integer.parseInt(text) < pairs.size()) {
            // A button's state is a number where its options give the values (12.7.4.2.3).
            return pairs.get(Integer.parseInt(text))[1];
        }
        return pairs.stream()
                .filter(pair -> pair[0].equals(text))
                .map(pair -> pair[1])
                .findFirst()
                .orElse(text);
    }

    /** What each option displays. */
    List<String> options() {
        return pairs().stream().map(pair -> pair[1]).toList();
    }

    /** Places of the chosen options. */
    Set<Integer> chosen() {
        Set<Integer> chosen = new TreeSet<>();
        List<String> texts = texts();
        List<String[]> pairs = pairs();
        for (int i = 0; i < pairs.size(); i++) {
            if (texts.contains(pairs.get(i)[0])) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    /** Whether /I, which some viewers go by, names other options than the value. */
    boolean isIndexedOtherwise() {
        COSArray indices = field.getCOSArray(CHOSEN);
        if (indices == null || pairs().isEmpty()) {
            return false;
        }
        Set<Integer> named = new TreeSet<>();
        indices.forEach(
                index -> named.add(ObjectPairs.resolve(index) instanceof COSNumber number ? number.intValue() : -1));
        return !named.isEmpty() && !named.equals(chosen());
    }

    private List<String[]> pairs() {
        List<String[]> pairs = new ArrayList<>();
        if (Permissions.inherited(field, OPTIONS) instanceof COSArray options) {
            for (int i = 0; i < Math.min(options.size(), MOST_OPTIONS); i++) {
                COSBase option = ObjectPairs.resolve(options.get(i));
                if (option instanceof COSArray pair && pair.size() == 2) {
                    pairs.add(
                            new String[] {text(ObjectPairs.resolve(pair.get(0))), text(ObjectPairs.resolve(pair.get(1)))
                            });
                } else {
                    pairs.add(new String[] {text(option), text(option)});
                }
            }
        }
        return pairs;
    }

    /** The words of a rich text (12.7.3.4); null if there is none. */
    @Nullable
    String richText() {
        return richText(Permissions.inherited(field, RICH_TEXT));
    }

    static @Nullable String richText(@Nullable COSBase rich) {
        String xml = rich instanceof COSString text
                ? text.getString()
                : rich instanceof COSStream stream ? decoded(stream) : null;
        return xml == null
                ? null
                : NUMBERED.matcher(xml.replaceAll("<[^>]*>", ""))
                        .replaceAll(found -> Matcher.quoteReplacement(numbered(found.group(1))))
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&nbsp;", " ")
                        .replace("&amp;", "&");
    }

    private static String numbered(String number) {
        int code = number.startsWith("x") ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD";
    }

    private static String decoded(COSStream stream) {
        String text = content(stream);
        return text.startsWith("<")
                ? new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : text;
    }
}

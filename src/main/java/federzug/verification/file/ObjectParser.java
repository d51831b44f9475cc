package federzug.verification.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses PDF objects from bytes by the letter of ISO 32000-1, 7.2 and 7.3; bounded in depth and by its bytes. */
public final class ObjectParser {
    private static final int DEEPEST = 120;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** @param to where reading ends, exclusive */
    public ObjectParser(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = Math.min(to, bytes.length);
    }

    public int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    boolean isAtEnd() {
        return at >= end;
    }

    /** Skips white space and comments. */
    public void skipBlank() {
        while (at < end) {
            if (bytes[at] == '%') {
                while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
                    at++;
                }
            } else if (isBlank(bytes[at])) {
                at++;
            } else {
                return;
            }
        }
    }

    /** Whether the word stands here, as a token of its own; it is passed over if so. */
    boolean take(String word) {
        if (!startsWith(word) || at + word.length() < end && isRegular(bytes[at + word.length()])) {
            return false;
        }
        at += word.length();
        return true;
    }

    boolean startsWith(String word) {
        if (at + word.length() > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The unsigned whole number that stands here, as a token of its own; -1, and nothing is read, if there is none. */
    public long whole() {
        int start = at;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 18) {
            number = number * 10 + bytes[at++] - '0';
        }
        if (at == start || at < end && isRegular(bytes[at])) {
            at = start;
            return -1;
        }
        return number;
    }

    public RawObject value() throws MalformedPdfException {
        return value(0);
    }

    RawObject.Dictionary dictionary() throws MalformedPdfException {
        if (value() instanceof RawObject.Dictionary dictionary) {
            return dictionary;
        }
        throw malformed("no dictionary");
    }

    private RawObject value(int depth) throws MalformedPdfException {
        if (depth > DEEPEST) {
            throw malformed("nested too deeply");
        }
        skipBlank();
        if (at >= end) {
            throw malformed("the end");
        }
        byte first = bytes[at];
        return switch (first) {
            case '/' -> new RawObject.Name(name());
            case '(' -> new RawObject.Text(literal());
            case '[' -> array(depth);
            case '<' -> at + 1 < end && bytes[at + 1] == '<' ? dictionary(depth) : new RawObject.Text(hexadecimal());
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrReference();
            default -> word();
        };
    }

    private RawObject word() throws MalformedPdfException {
        for (String word : new String[] {"true", "false", "null"}) {
            if (take(word)) {
                return new RawObject.Word(word);
            }
        }
        throw malformed("no object");
    }

    private RawObject numberOrReference() throws MalformedPdfException {
        int start = at;
        long number = whole();
        if (number >= 0) {
            int behind = at;
            skipBlank();
            long generation = whole();
            if (generation >= 0) {
                skipBlank();
                if (take("R") && number <= Integer.MAX_VALUE && generation <= 65_535) {
                    return new RawObject.Reference((int) number, (int) generation);
                }
            }
            at = behind;
            return new RawObject.Number(number);
        }
        at = start;
        while (at < end && isRegular(bytes[at])) {
            at++;
        }
        String text = latin(start, at);
        if (!text.matches("[+-]*\\d*\\.?\\d*(-\\d*)?") || text.length() > 400) {
            throw malformed("no number");
        }
        return new RawObject.Number(real(text));
    }

    /** Some writers leave two signs, or a sign inside; readers take such a number in different ways, if at all. */
    private double real(String text) throws MalformedPdfException {
        try {
            return text.matches("[+-]?\\.?") ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw malformed("no number");
        }
    }

    private String name() {
        int start = ++at;
        while (at < end && isRegular(bytes[at])) {
            at++;
        }
        String text = latin(start, at);
        if (text.indexOf('#') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int high = i + 2 < text.length() && text.charAt(i) == '#' ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                decoded.append((char) (high << 4 | low));
                i += 2;
            } else {
                decoded.append(text.charAt(i));
            }
        }
        return decoded.toString();
    }

    private String literal() throws MalformedPdfException {
        StringBuilder text = new StringBuilder();
        int open = 1;
        at++;
        while (at < end) {
            char c = (char) (bytes[at++] & 0xFF);
            if (c == '\\') {
                escape(text);
                continue;
            }
            if (c == '(') {
                open++;
            } else if (c == ')' && --open == 0) {
                return text.toString();
            } else if (c == '\r') {
                // An end of line counts as one line feed (7.3.4.2).
                at += at < end && bytes[at] == '\n' ? 1 : 0;
                c = '\n';
            }
            text.append(c);
        }
        throw malformed("a string without end");
    }

    private void escape(StringBuilder text) {
        if (at >= end) {
            return;
        }
        char c = (char) (bytes[at++] & 0xFF);
        int known = "nrtbf".indexOf(c);
        if (known >= 0) {
            text.append("\n\r\t\b\f".charAt(known));
        } else if (c >= '0' && c <= '7') {
            int code = c - '0';
            for (int i = 0; i < 2 && at < end && bytes[at] >= '0' && bytes[at] <= '7'; i++) {
                code = code * 8 + bytes[at++] - '0';
            }
            text.append((char) (code & 0xFF));
        } else if (c == '\r') {
            at += at < end && bytes[at] == '\n' ? 1 : 0;
        } else if (c != '\n') {
            text.append(c);
        }
    }

    private String hexadecimal() throws MalformedPdfException {
        StringBuilder text = new StringBuilder();
        int half = -1;
        at++;
        while (at < end) {
            byte c = bytes[at++];
            if (c == '>') {
                if (half >= 0) {
                    text.append((char) (half << 4));
                }
                return text.toString();
            }
            int digit = Character.digit(c, 16);
            if (digit < 0) {
                if (!isBlank(c)) {
                    throw malformed("no hexadecimal digit");
                }
            } else if (half < 0) {
                half = digit;
            } else {
                text.append((char) (half << 4 | digit));
                half = -1;
            }
        }
        throw malformed("a string without end");
    }

    private RawObject array(int depth) throws MalformedPdfException {
        List<RawObject> items = new ArrayList<>();
        at++;
        for (skipBlank(); at < end; skipBlank()) {
            if (bytes[at] == ']') {
                at++;
                return new RawObject.Array(items);
            }
            items.add(value(depth + 1));
        }
        throw malformed("an array without end");
    }

    private RawObject dictionary(int depth) throws MalformedPdfException {
        Map<String, RawObject> entries = new LinkedHashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        at += 2;
        for (skipBlank(); at < end; skipBlank()) {
            if (bytes[at] == '>' && at + 1 < end && bytes[at + 1] == '>') {
                at += 2;
                return new RawObject.Dictionary(entries, repeated);
            }
            if (bytes[at] != '/') {
                throw malformed("no key");
            }
            String key = name();
            RawObject value = value(depth + 1);
            RawObject other = entries.put(key, value);
            if (other != null && !other.equals(value)) {
                repeated.add(key);
            }
        }
        throw malformed("a dictionary without end");
    }

    private String latin(int from, int to) {
        return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private MalformedPdfException malformed(String what) {
        return new MalformedPdfException(what, at);
    }

    /** ISO 32000-1, table 1. */
    static boolean isBlank(byte c) {
        return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
    }

    private static boolean isRegular(byte c) {
        return !isBlank(c) && "()<>[]{}/%".indexOf(c) < 0;
    }
}

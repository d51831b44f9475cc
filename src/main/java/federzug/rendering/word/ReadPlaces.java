package federzug.rendering.word;

import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.ParagraphText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps what cross-references can point at: bookmarks with their text and paragraph, paragraphs by style, counters. */
final class ReadPlaces {
    /** Fields name styles as Word shows them to their author; the file holds the English names. */
    private static final Map<String, String> ENGLISH = Map.of(
            "titel", "title",
            "untertitel", "subtitle",
            "standard", "normal",
            "beschriftung", "caption",
            "kopfzeile", "header",
            "fußzeile", "footer",
            "zitat", "quote",
            "hervorhebung", "emphasis",
            "fett", "strong");

    private static final Pattern HEADING = Pattern.compile("(?:überschrift |heading )?([1-9])");

    /** What a bookmark encloses. */
    static final class Bookmark {
        private final @Nullable ReadPlace place;
        private final int order;
        private final int depth;
        private final StringBuilder text = new StringBuilder();
        private String note = "";

        Bookmark(@Nullable ReadPlace place, int order, int depth) {
            this.place = place;
            this.order = order;
            this.depth = depth;
        }

        /** The paragraph it begins in. */
        @Nullable
        ReadPlace place() {
            return place;
        }

        int order() {
            return order;
        }

        String text() {
            return text.toString();
        }

        /** The mark of the footnote in it. */
        String note() {
            return note;
        }
    }

    private final StyleBook styles;
    private final Map<String, Bookmark> bookmarks = new HashMap<>();
    private final Map<String, List<Bookmark>> open = new HashMap<>();
    private final Deque<ReadPlace> current = new ArrayDeque<>();
    private final List<ReadPlace> styled = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final Map<String, Integer> headingsAt = new HashMap<>();
    private final int[] headings = new int[10];
    private List<String> contents = List.of();
    private int order;

    ReadPlaces(StyleBook styles) {
        this.styles = styles;
    }

    int order() {
        return order;
    }

    /** A table of contents begins; the first one counts. */
    void contents(List<String> instruction) {
        if (contents.isEmpty()) {
            contents = List.copyOf(instruction);
        }
    }

    /** The instruction of the table of contents, empty if there is none. */
    List<String> contents() {
        return contents;
    }

    @Nullable
    ReadPlace current() {
        return current.peek();
    }

    /**
     * @param number among the paragraphs of its story
     * @param level of the heading it is, 0 for text
     * @param body whether what refers to styles may mean it
     */
    void begin(int number, String style, int level, boolean body) {
        ReadPlace place = new ReadPlace(style, ++order, current.size(), number);
        current.push(place);
        if (body) {
            styled.add(place);
        }
        if (level > 0 && level < headings.length) {
            headings[level]++;
        }
    }

    void end() {
        current.pop();
        open.values()
                .forEach(each -> each.forEach(bookmark -> {
                    if (bookmark.depth == current.size() && !bookmark.text.isEmpty()) {
                        bookmark.text.append(' ');
                    }
                }));
    }

    /** The current paragraph has this number and those above it. */
    void numbered(List<ListNumbering.Step> path) {
        if (!current.isEmpty()) {
            current.element().numbered(path);
        }
    }

    void open(String id, String name) {
        Bookmark bookmark = new Bookmark(current.peek(), ++order, Math.max(0, current.size() - 1));
        if (bookmarks.putIfAbsent(key(name), bookmark) == null) {
            open.computeIfAbsent(id, each -> new ArrayList<>()).add(bookmark);
        }
    }

    void close(String id) {
        open.remove(id);
    }

    /** Words that are shown now, at the end of the current paragraph. */
    void shown(Inline inline) {
        String text = ParagraphText.of(List.of(inline));
        if (text.isEmpty() || current.isEmpty()) {
            return;
        }
        current.element().append(text);
        int depth = current.size() - 1;
        open.values()
                .forEach(each -> each.stream()
                        .filter(bookmark -> bookmark.depth == depth)
                        .forEach(bookmark -> bookmark.text.append(text)));
    }

    /** Words of a run with a character style. */
    void styled(String style, String text) {
        ReadPlace last = styled.isEmpty() ? null : styled.get(styled.size() - 1);
        if (last == null || !last.style().equals(style) || last.depth() >= 0) {
            last = new ReadPlace(style, ++order, -1, 0);
            styled.add(last);
        }
        last.append(text);
    }

    void note(String mark) {
        open.values()
                .forEach(each -> each.forEach(bookmark -> {
                    if (bookmark.depth == current.size() - 1 && bookmark.note.isEmpty()) {
                        bookmark.note = mark;
                    }
                }));
    }

    Optional<Bookmark> bookmark(String name) {
        return Optional.ofNullable(bookmarks.get(key(name)));
    }

    /** Bookmarks are the same without regard to case. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Paragraphs and runs of a style that show something, in order; the style is named as in Word's fields. */
    List<ReadPlace> styled(String name) {
        String wanted = name.toLowerCase(Locale.GERMANY).strip();
        Matcher heading = HEADING.matcher(wanted);
        String english = heading.matches() ? "heading " + heading.group(1) : ENGLISH.getOrDefault(wanted, wanted);
        return styled.stream()
                .filter(place -> !place.text().isBlank())
                .filter(place -> {
                    String own = styles.named(place.style());
                    return own.equals(wanted)
                            || own.equals(english)
                            || place.style().equalsIgnoreCase(name.strip());
                })
                .toList();
    }

    /**
     * Counts a sequence on (17.16.5.56).
     *
     * @param words of the instruction: identifier and switches
     * @return empty if a switch is not known
     */
    Optional<Integer> count(List<String> words) {
        if (words.size() < 2 || words.size() > 2 && !words.get(2).startsWith("\\")) {
            return Optional.empty();
        }
        String name = words.get(1).toLowerCase(Locale.ROOT);
        String reset = FieldFormats.after(words, "\\r");
        String level = FieldFormats.after(words, "\\s");
        if (!reset.matches("\\d{0,6}") || !level.matches("[1-9]?")) {
            return Optional.empty();
        }
        int value = counters.getOrDefault(name, 0);
        if (!level.isEmpty()) {
            int passed = 0;
            for (int i = 1; i <= Integer.parseInt(level); i++) {
                passed += headings[i];
            }
            Integer before = headingsAt.put(name + " " + level, passed);
            value = before != null && before == passed ? value : 0;
        }
        boolean again = words.stream().anyMatch(word -> word.equalsIgnoreCase("\\c"));
        value = !reset.isEmpty() ? Integer.parseInt(reset) : again ? value : value + 1;
        counters.put(name, value);
        return Optional.of(value);
    }
}

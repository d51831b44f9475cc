package federzug.rendering.word;

import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Word's fields (ISO/IEC 29500-1, 17.16), which may nest and run over paragraphs; decides what becomes of each. */
final class FieldStack {
    /** Their last result stands in the file and does not depend on the day or the machine. */
    private static final Set<String> KEPT = Set.of("REF", "TOC", "DOCVARIABLE", "STYLEREF", "SEQ", "QUOTE", "COMPANY");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final class Field {
        final StringBuilder instruction = new StringBuilder();
        final List<Inline> result = new ArrayList<>();
        RunFormat look;
        String kind = "";
        boolean separated;

        Field(RunFormat look) {
            this.look = look;
        }

        boolean collects() {
            return !KEPT.contains(kind);
        }
    }

    private final Deque<Field> open = new ArrayDeque<>();
    private final RenderingProblems problems;
    private final FieldValues values;
    private final boolean decoration;
    private List<Inline> target = new ArrayList<>();

    /** @param decoration whether the story is repeated on each page: there a kept result may be that of another page */
    FieldStack(RenderingProblems problems, FieldValues values, boolean decoration) {
        this.problems = problems;
        this.values = values;
        this.decoration = decoration;
    }

    void into(List<Inline> inlines) {
        target = inlines;
    }

    List<Inline> target() {
        return target;
    }

    /** Whether text read now is shown, not part of an instruction or of a result that is made anew. */
    boolean showing() {
        return open.stream().allMatch(f -> f.separated);
    }

    boolean inContents() {
        return open.stream().anyMatch(f -> f.kind.equals("TOC"));
    }

    void add(Inline inline) {
        for (Field field : open) {
            if (!field.separated) {
                return;
            }
            if (field.collects()) {
                field.result.add(inline);
                return;
            }
        }
        target.add(inline);
    }

    void begin(RunFormat look) {
        open.push(new Field(look));
    }

    void instruction(String text) {
        if (!open.isEmpty() && !open.element().separated) {
            open.element().instruction.append(text);
        }
    }

    void separate() {
        if (open.isEmpty()) {
            return;
        }
        Field field = open.element();
        field.separated = true;
        List<String> words = words(field);
        field.kind = words.isEmpty() ? "" : words.get(0).toUpperCase(Locale.ROOT);
        if (decoration && field.kind.equals("STYLEREF")) {
            problems.add("rendering.draft.field", field.kind);
        }
    }

    void end() {
        if (open.isEmpty()) {
            return;
        }
        if (!open.element().separated) {
            separate();
        }
        Field field = open.pop();
        if (!field.result.isEmpty() && field.result.get(0) instanceof Words first) {
            field.look = first.look();
        }
        switch (field.kind) {
            case "PAGE" -> add(new PageNumber(field.look));
            case "NUMPAGES", "SECTIONPAGES" -> add(new PageCount(field.look));
            case "PAGEREF" -> add(new PageOf(argument(field), Headings.Words.of(field.result), field.look));
            case "HYPERLINK" -> link(field);
            default -> value(field);
        }
    }

    /** A property the file does not know keeps what was shown last. */
    private void value(Field field) {
        boolean date = FieldValues.DATES.contains(field.kind);
        if (date || FieldValues.PROPERTIES.contains(field.kind)) {
            Optional<String> value = values.of(words(field));
            if (value.isEmpty()) {
                field.result.forEach(this::add);
            } else {
                GlyphFallback.covered(value.get(), field.look, problems).forEach(this::add);
            }
        } else if (field.collects()) {
            problems.add("rendering.draft.field", field.kind);
        }
    }

    private void link(Field field) {
        List<String> words = words(field);
        int local = words.indexOf("\\l");
        String text = Headings.Words.of(field.result).strip();
        if (decoration) {
            problems.remarkOnce("rendering.draft.link-on-edge");
        }
        if (local > 0 && local + 1 < words.size()) {
            add(new Link(words.get(local + 1), false, text, field.result));
        } else if (RunReader.allowed(argument(field))) {
            add(new Link(argument(field), true, text, field.result));
        } else {
            problems.add("rendering.draft.link", argument(field));
        }
    }

    /**
     * A result that is gathered cannot go on in the next paragraph; one that is kept can (a table of contents). What
     * stands in an instruction that goes on would be hidden.
     */
    void endOfParagraph() {
        for (Field field : open) {
            if (!field.separated || field.collects()) {
                problems.add(
                        "rendering.draft.field",
                        words(field).stream().findFirst().orElse(""));
            }
        }
    }

    private static String argument(Field field) {
        List<String> words = words(field);
        return words.size() > 1 ? words.get(1) : "";
    }

    private static List<String> words(Field field) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(field.instruction);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}

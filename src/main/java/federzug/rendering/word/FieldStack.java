package federzug.rendering.word;

import federzug.rendering.docx.FieldCondition;
import federzug.rendering.docx.FieldValues;
import federzug.rendering.docx.Symbols;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Word's fields (ISO/IEC 29500-1, 17.16), which may nest and run over paragraphs; decides how each is shown. */
final class FieldStack {
    /** Their last result stands in the file and does not depend on the day or the machine. */
    private static final Set<String> KEPT = Set.of("TOC", "DOCVARIABLE", "QUOTE", "COMPANY");

    /** The text of a form field stands in its result; a field without instruction has nothing to be computed from. */
    private static final Set<String> TEXTS = Set.of("FORMTEXT", "");

    private static final Set<String> FORMS = Set.of("FORMTEXT", "FORMDROPDOWN", "FORMCHECKBOX");

    /** Marks for indexes and variables, which show nothing. */
    private static final Set<String> SILENT = Set.of("XE", "TC", "TA", "RD", "SET", "PRIVATE");

    /** What they show is computed, whatever Word keeps. */
    private static final Set<String> COMPUTED =
            Set.of("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SEQ", "REF", "NOTEREF", "STYLEREF", "IF", "SYMBOL");

    private static final int QUOTE = 80;

    private static final Pattern WORD =
            Pattern.compile("[\"\u201c\u201d\u201e]([^\"\u201c\u201d\u201e]*)[\"\u201c\u201d\u201e]|(\\S+)");

    private static final class Field {
        final StringBuilder instruction = new StringBuilder();
        final List<Inline> result = new ArrayList<>();
        final Optional<String> form;
        RunFormat look;
        String kind = "";
        boolean separated;
        /** Whether text has been shown as it came. */
        boolean shown;
        /** Whether Word keeps its result as it stands. */
        boolean locked;
        /** Whether a field inside its instruction has been refused: then there is no use in refusing it too. */
        boolean spoilt;

        Field(RunFormat look, Optional<String> form) {
            this.look = look;
            this.form = form;
        }

        boolean collects() {
            return !KEPT.contains(kind) && !TEXTS.contains(kind);
        }
    }

    private final Deque<Field> open = new ArrayDeque<>();
    private final RenderingProblems problems;
    private final FieldValues values;
    private final ReadPlaces places;
    private final CrossReferences references;
    private final boolean decoration;
    private List<Inline> target = new ArrayList<>();

    /** @param decoration whether the story is repeated on each page */
    FieldStack(ReadingContext books, boolean decoration) {
        this.problems = books.problems();
        this.values = books.values();
        this.places = books.places();
        this.references = books.references();
        this.decoration = decoration;
    }

    void into(List<Inline> inlines) {
        target = inlines;
    }

    List<Inline> target() {
        return target;
    }

    /** Whether text read now is shown, not part of an instruction or of a result that is generated again. */
    boolean showing() {
        return open.stream().allMatch(f -> f.separated);
    }

    boolean inContents() {
        return open.stream().anyMatch(f -> f.kind.equals("TOC"));
    }

    void add(Inline inline) {
        for (Field field : open) {
            if (!field.separated) {
                if (inline instanceof Words words) {
                    field.instruction.append(words.text());
                }
                return;
            }
            field.shown = true;
            if (field.collects()) {
                field.result.add(inline);
                return;
            }
        }
        target.add(inline);
        places.shown(inline);
    }

    /**
     * @param form the value of a form field, if it is one and its value does not stand in its result
     * @param locked whether Word keeps its result as it stands
     */
    void begin(RunFormat look, Optional<String> form, boolean locked) {
        open.push(new Field(look, form));
        open.element().locked = locked;
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
        if (field.kind.startsWith("=")) {
            field.kind = "=";
        }
        if (field.kind.equals("TOC")) {
            places.contents(words);
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
        if (field.locked && COMPUTED.contains(field.kind)) {
            problems.remark("rendering.draft.field-locked", field.kind, shown(field));
        }
        switch (field.kind) {
            case "PAGE", "NUMPAGES", "SECTIONPAGES" -> pages(field);
            case "PAGEREF" -> pageOf(field);
            case "SEQ" -> sequence(field);
            case "HYPERLINK" -> link(field);
            case "FORMTEXT", "FORMDROPDOWN", "FORMCHECKBOX" -> form(field);
            case "IF" -> condition(field);
            case "SYMBOL" -> symbol(field);
            case "MERGEFIELD" -> mergeField(field);
            case "QUOTE" -> quote(field);
            default -> {
                if (CrossReferences.KINDS.contains(field.kind)) {
                    add(references.later(words(field), field.result, field.look, decoration));
                } else {
                    value(field);
                }
            }
        }
    }

    /** Their format is that of the section; one of their own is not taken over. */
    private void pages(Field field) {
        FieldFormats.other(words(field))
                .ifPresent(format -> problems.remark("rendering.draft.page-number-format", format));
        add(
                field.kind.equals("PAGE")
                        ? new PageNumber(field.look)
                        : new PageCount(field.look, field.kind.equals("SECTIONPAGES")));
    }

    /** An entry of a table of contents is judged when its heading is known. */
    private void pageOf(Field field) {
        if (words(field).stream().anyMatch(word -> word.equalsIgnoreCase("\\p"))) {
            // "above" or "on page 3": what Word writes there depends on its language.
            refuse(field);
            return;
        }
        add(
                inContents()
                        ? new PageOf(argument(field), ParagraphText.of(field.result), field.look)
                        : references.later(words(field), field.result, field.look, decoration));
    }

    private void sequence(Field field) {
        List<String> words = words(field);
        Optional<String> number = places.count(words).flatMap(value -> FieldFormats.number(words, value));
        if (number.isEmpty()) {
            refuse(field);
        } else if (words.stream().noneMatch(word -> word.equalsIgnoreCase("\\h")) || FieldFormats.any(words)) {
            // A format of its own shows even a number that is hidden (17.16.5.56).
            text(field, number.get());
        }
    }

    private void form(Field field) {
        problems.remarkOnce("rendering.draft.form-field");
        if (!field.shown || !field.kind.equals("FORMTEXT")) {
            text(field, field.form.orElse(""));
        }
    }

    private void condition(Field field) {
        Optional<String> result = field.spoilt ? Optional.empty() : FieldCondition.result(words(field));
        if (result.isPresent()) {
            text(field, result.get());
        } else {
            refuse(field);
        }
    }

    /** The character's number, by default in the Windows code page, and a font. */
    private void symbol(Field field) {
        List<String> words = words(field);
        int font = words.indexOf("\\f");
        String name = font > 0 && font + 1 < words.size() ? words.get(font + 1) : "Symbol";
        OptionalInt character = Symbols.number(argument(field), words.contains("\\u") || words.contains("\\U"));
        String shown = character.isEmpty() ? null : Symbols.text(name, character.getAsInt());
        if (shown == null) {
            refuse(field);
        } else {
            text(field, shown);
        }
    }

    /** A result that was kept stands there already. */
    private void quote(Field field) {
        if (!field.shown) {
            text(field, argument(field));
        }
    }

    /** What a mail merge would fill; the placeholder for it is proposed. */
    private void mergeField(Field field) {
        String name = argument(field);
        String proposed = Normalizer.normalize(
                        name.toLowerCase(Locale.GERMANY)
                                .replace("ä", "ae")
                                .replace("ö", "oe")
                                .replace("ü", "ue")
                                .replace("ß", "ss"),
                        Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9.]+", "_")
                .replaceAll("^[_.]+|[_.]+$", "");
        spoil();
        problems.add("rendering.draft.merge-field", name, proposed.isEmpty() ? "feld" : proposed, shown(field));
    }

    private void refuse(Field field) {
        spoil();
        if (!field.spoilt) {
            refuse(field.kind, shown(field));
        }
    }

    private void refuse(String kind, String shown) {
        if (shown.isEmpty()) {
            problems.add("rendering.draft.field-empty", kind);
        } else {
            problems.add("rendering.draft.field", kind, shown);
        }
    }

    private void spoil() {
        if (!open.isEmpty() && !open.element().separated) {
            open.element().spoilt = true;
        }
    }

    private static String shown(Field field) {
        String shown = ParagraphText.of(field.result).strip();
        return shown.length() > QUOTE ? shown.substring(0, QUOTE).strip() + " …" : shown;
    }

    private void text(Field field, String text) {
        GlyphFallback.covered(text, field.look, problems).forEach(this::add);
    }

    /** A property the file does not know keeps what was shown last. */
    private void value(Field field) {
        boolean date = FieldValues.DATES.contains(field.kind);
        if (FieldValues.inOtherCalendar(words(field))) {
            refuse(field);
        } else if (date || FieldValues.PROPERTIES.contains(field.kind)) {
            Optional<String> value = values.of(words(field));
            if (value.isEmpty() || field.locked) {
                field.result.forEach(this::add);
            } else {
                text(field, value.get());
            }
        } else if (field.collects() && !SILENT.contains(field.kind)) {
            refuse(field);
        }
    }

    private void link(Field field) {
        List<String> words = words(field);
        int local = words.indexOf("\\l");
        String text = ParagraphText.of(field.result).strip();
        if (decoration) {
            problems.remarkOnce("rendering.draft.link-on-edge");
        }
        if (local > 0 && local + 1 < words.size()) {
            add(new Link(words.get(local + 1), false, text, field.result));
        } else if (RunReader.isWithinDocument(argument(field))) {
            add(new Link(argument(field).substring(1), false, text, field.result));
        } else if (RunReader.allowed(argument(field))) {
            add(new Link(argument(field), true, text, field.result));
        } else {
            problems.remark("rendering.draft.link", argument(field));
            field.result.forEach(this::add);
        }
    }

    /**
     * A result that is gathered cannot go on in the next paragraph; one that is kept can (a table of contents). What
     * stands in an instruction that goes on would be hidden.
     */
    void endOfParagraph() {
        for (Field field : open) {
            if (!field.separated || field.collects()) {
                refuse(words(field).stream().findFirst().orElse(""), shown(field));
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

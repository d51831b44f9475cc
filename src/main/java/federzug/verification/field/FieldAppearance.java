package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the value of a field with what its widgets display (ISO 32000-1, 12.7.4). Viewers display the appearance,
 * and programs that read the data take the value: a person must not see one and get the other. To be used on a parse of
 * its own.
 */
public final class FieldAppearance {
    private static final COSName NEED_APPEARANCES = COSName.getPDFName("NeedAppearances");
    private static final int COMB = 1 << 24;
    private static final int COMBO = 1 << 17;

    /** Characters that turn the direction of writing for what follows; marks beside single letters do not. */
    private static final Pattern TURNED = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private final COSDictionary field;
    private final COSDictionary form;
    private final AppearanceReader reader;
    private final FieldValue value;

    public FieldAppearance(COSDictionary field, COSDictionary form) {
        this.field = field;
        this.form = form;
        this.reader = new AppearanceReader(form);
        this.value = FieldValue.of(field);
    }

    /**
     * @param agrees whether every widget displays the value and nothing else
     * @param shown what is displayed instead, as far as it can be read
     */
    public record Outcome(boolean agrees, String shown) {
        static final Outcome AGREES = new Outcome(true, "");
    }

    public Outcome compare() {
        if (TURNED.matcher(value.text()).find()) {
            // Each program displays it in its own order.
            return new Outcome(false, "");
        }
        String rich = value.richText();
        if (rich != null && !normal(rich).equals(normal(value.text()))) {
            return new Outcome(false, rich);
        }
        try {
            return COSName.BTN.equals(Permissions.inherited(field, COSName.FT)) ? button() : text();
        } catch (IOException | RuntimeException e) {
            return new Outcome(false, "");
        }
    }

    private Outcome text() throws IOException {
        for (COSDictionary widget : FormTree.widgets(field)) {
            if (!Annotations.isVisible(widget)) {
                continue;
            }
            COSStream appearance = AppearanceReader.displayed(widget);
            if (appearance == null) {
                // A viewer then draws the value itself (ISO 32000-1, table 218) if the form asks for it.
                if (value.text().isEmpty() || form.getBoolean(NEED_APPEARANCES, false)) {
                    continue;
                }
                return new Outcome(false, "");
            }
            AppearanceContent content = reader.read(appearance, widget);
            boolean agrees = content.isReadable()
                    && !content.hasOtherMarks(has(COMB))
                    && content.spoken().stream().allMatch(this::isOfValue)
                    && !(value.text().isEmpty() && !isListBox() && content.isBarred())
                    && (isListBox() ? listed(content) : displays(content.text()));
            if (!agrees) {
                return new Outcome(false, content.text());
            }
            Outcome touched = touched(widget, content);
            if (!touched.agrees()) {
                return touched;
            }
        }
        return Outcome.AGREES;
    }

    /** What is displayed while a pointer rests on the field or presses it (ISO 32000-1, table 168): nothing else. */
    private Outcome touched(COSDictionary widget, @Nullable AppearanceContent usual) throws IOException {
        COSDictionary appearances = widget.getCOSDictionary(COSName.AP);
        if (appearances == null) {
            return Outcome.AGREES;
        }
        for (COSName kind : List.of(COSName.R, COSName.D)) {
            COSDictionary single = new COSDictionary();
            single.setItem(COSName.N, appearances.getItem(kind));
            COSStream appearance = AppearanceReader.stream(single, widget.getCOSName(COSName.AS));
            AppearanceContent content = appearance == null ? null : reader.read(appearance, widget);
            if (content == null) {
                continue;
            }
            boolean otherWords = content.text().strip().length() > 1
                    && !displays(content.text())
                    && (usual == null || !normal(usual.text()).equals(normal(content.text())));
            boolean button = COSName.BTN.equals(Permissions.inherited(field, COSName.FT));
            if (otherWords || !button && content.hasOtherMarks(has(COMB))) {
                return new Outcome(false, content.text());
            }
        }
        return Outcome.AGREES;
    }

    private boolean isOfValue(String spoken) {
        return value.displayed().stream().anyMatch(meant -> normal(meant).contains(normal(spoken)));
    }

    private boolean displays(String shown) {
        return value.displayed().stream()
                .anyMatch(meant -> normal(meant).equals(normal(shown))
                        || normal(visualOrder(meant)).equals(normal(shown))
                        || FieldFormat.of(field).displays(meant, shown));
    }

    private boolean has(int flag) {
        return Permissions.inherited(field, COSName.FF) instanceof COSNumber flags && (flags.intValue() & flag) != 0;
    }

    private boolean isListBox() {
        return COSName.CH.equals(Permissions.inherited(field, COSName.FT)) && !has(COMBO);
    }

    /** A list shows its options, some of them perhaps scrolled out of sight, and the chosen ones on another ground. */
    private boolean listed(AppearanceContent content) {
        List<AppearanceContent.Line> lines = content.lines();
        List<String> options =
                value.options().stream().map(FieldAppearance::normal).toList();
        List<String> shown = lines.stream().map(line -> normal(line.text())).toList();
        int first = java.util.Collections.indexOfSubList(options, shown);
        if (shown.isEmpty() || first < 0) {
            return displays(content.text());
        }
        Set<Integer> chosen = new TreeSet<>(value.chosen());
        chosen.removeIf(index -> index < first || index >= first + shown.size());
        Set<Integer> marked = new TreeSet<>();
        List<Integer> grounds = lines.stream().map(content::ground).toList();
        int usual = grounds.stream()
                .collect(Collectors.groupingBy(ground -> ground / 12, Collectors.counting()))
                .entrySet()
                .stream()
                .max(java.util.Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(java.util.Map.Entry.comparingByKey()))
                .map(java.util.Map.Entry::getKey)
                .orElse(0);
        for (int i = 0; i < grounds.size(); i++) {
            if (grounds.get(i) / 12 != usual) {
                marked.add(first + i);
            }
        }
        return marked.equals(chosen);
    }

    /** Exactly the widgets with a state of this name are on, and show one sign; the others show none. */
    private Outcome button() throws IOException {
        String on = value.state();
        boolean found = on.isEmpty();
        for (COSDictionary widget : FormTree.widgets(field)) {
            COSDictionary appearances = widget.getCOSDictionary(COSName.AP);
            if (appearances == null || !Annotations.isVisible(widget)) {
                continue;
            }
            COSBase normal = ObjectPairs.resolve(appearances.getItem(COSName.N));
            boolean hasState = !on.isEmpty()
                    && normal instanceof COSDictionary states
                    && !(normal instanceof COSStream)
                    && states.containsKey(COSName.getPDFName(on));
            COSName state = widget.getCOSName(COSName.AS);
            boolean isOn = state != null && !COSName.Off.equals(state);
            COSStream appearance = AppearanceReader.stream(appearances, state);
            AppearanceContent content = appearance == null ? null : reader.read(appearance, widget);
            String shown = shown(content, state);
            if (isOn != hasState || isOn && !on.equals(state == null ? "" : state.getName())) {
                return new Outcome(false, shown);
            }
            boolean fits = isOn ? content != null && content.isOneMark() : content == null || content.isEmpty();
            if (!fits) {
                return new Outcome(false, shown);
            }
            Outcome touched = touched(widget, content);
            if (!touched.agrees()) {
                return touched;
            }
            found |= hasState;
        }
        return found ? Outcome.AGREES : new Outcome(false, "");
    }

    private static String shown(@Nullable AppearanceContent content, @Nullable COSName state) {
        String text = content == null ? "" : content.text();
        return text.length() > 1 || state == null ? text : state.getName();
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Cc}\\p{Cf}\\u00A0]", "");
    }

    /** As it stands on the page from left to right, for writing that runs from right to left. */
    private static String visualOrder(String text) {
        if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            return text;
        }
        return text.lines()
                .map(line -> {
                    Bidi runs = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
                    List<Character> characters = new ArrayList<>();
                    byte[] levels = new byte[line.length()];
                    for (int i = 0; i < line.length(); i++) {
                        characters.add(line.charAt(i));
                        levels[i] = (byte) runs.getLevelAt(i);
                    }
                    Object[] ordered = characters.toArray();
                    Bidi.reorderVisually(levels, 0, ordered, 0, ordered.length);
                    StringBuilder visual = new StringBuilder();
                    for (Object character : ordered) {
                        visual.append(character);
                    }
                    return visual.toString();
                })
                .collect(Collectors.joining("\n"));
    }
}

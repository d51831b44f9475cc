package federzug.rendering.manuscript;

import federzug.notice.Texts;
import federzug.rendering.manuscript.RunFormat.Underline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How characters look on paper, as far as two drafts are compared.
 *
 * @param size points, to the half
 * @param color as XSL-FO writes it, as is the ground behind the characters
 * @param link where a link leads, empty if it is none or leads to a place in the document
 */
public record PrintedLook(
        boolean bold,
        boolean italic,
        Underline underline,
        boolean strike,
        boolean caps,
        boolean smallCaps,
        int script,
        double size,
        String color,
        String ground,
        String font,
        String link) {
    private static final Texts TEXTS = Texts.german();

    static PrintedLook of(RunFormat look, String ground, String link) {
        return new PrintedLook(
                look.bold,
                look.italic,
                look.underline,
                look.strike,
                look.caps,
                look.smallCaps,
                look.script,
                Math.round(look.size * 2) / 2.0,
                (look.color == null ? "#000000" : look.color).toUpperCase(Locale.ROOT),
                (look.background == null ? ground : look.background).toUpperCase(Locale.ROOT),
                look.face.family,
                link);
    }

    /** What is different, in words; the first as it was, the second as it is now. */
    static List<String> differences(PrintedLook one, PrintedLook two) {
        List<String> words = new ArrayList<>();
        onOff(words, "bold", one.bold, two.bold);
        onOff(words, "italic", one.italic, two.italic);
        onOff(words, "strike", one.strike, two.strike);
        onOff(words, "caps", one.caps, two.caps);
        onOff(words, "small-caps", one.smallCaps, two.smallCaps);
        onOff(words, "underline", one.underline != Underline.NONE, two.underline != Underline.NONE);
        onOff(words, "superscript", one.script > 0, two.script > 0);
        onOff(words, "subscript", one.script < 0, two.script < 0);
        changed(words, "size", number(one.size), number(two.size));
        changed(words, "color", one.color, two.color);
        changed(words, "ground", one.ground, two.ground);
        changed(words, "font", one.font, two.font);
        changed(words, "link", given(one.link), given(two.link));
        return words;
    }

    private static String given(String text) {
        return text.isEmpty() ? TEXTS.text("rendering.change.nothing") : text;
    }

    private static String number(double size) {
        return String.format(Locale.GERMANY, size % 1 == 0 ? "%.0f" : "%.1f", size);
    }

    private static void onOff(List<String> words, String what, boolean one, boolean two) {
        if (one != two) {
            words.add(TEXTS.text("rendering.change." + (two ? "now-" : "no-longer-") + what));
        }
    }

    private static void changed(List<String> words, String what, String one, String two) {
        if (!one.equals(two)) {
            words.add(TEXTS.text("rendering.change." + what, one, two));
        }
    }
}

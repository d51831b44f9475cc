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
 * @param raise points above the line, to the half; less than 0 below it
 * @param tracking points between two characters, to the half
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
        double raise,
        double tracking,
        boolean framed,
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
                halves(look.size),
                halves(look.raise),
                halves(look.tracking),
                look.border != null,
                (look.color == null ? "#000000" : look.color).toUpperCase(Locale.ROOT),
                (look.background == null ? ground : look.background).toUpperCase(Locale.ROOT),
                look.face.family,
                link);
    }

    /** What is different, in words; the first as it was, the second as it is now. */
    static List<String> differences(PrintedLook one, PrintedLook two) {
        List<String> words = new ArrayList<>();
        onOff(words, "rendering.change.now-bold", "rendering.change.no-longer-bold", one.bold, two.bold);
        onOff(words, "rendering.change.now-italic", "rendering.change.no-longer-italic", one.italic, two.italic);
        onOff(words, "rendering.change.now-strike", "rendering.change.no-longer-strike", one.strike, two.strike);
        onOff(words, "rendering.change.now-caps", "rendering.change.no-longer-caps", one.caps, two.caps);
        onOff(
                words,
                "rendering.change.now-small-caps",
                "rendering.change.no-longer-small-caps",
                one.smallCaps,
                two.smallCaps);
        onOff(
                words,
                "rendering.change.now-underline",
                "rendering.change.no-longer-underline",
                one.underline != Underline.NONE,
                two.underline != Underline.NONE);
        onOff(
                words,
                "rendering.change.now-superscript",
                "rendering.change.no-longer-superscript",
                one.script > 0,
                two.script > 0);
        onOff(
                words,
                "rendering.change.now-subscript",
                "rendering.change.no-longer-subscript",
                one.script < 0,
                two.script < 0);
        onOff(words, "rendering.change.now-framed", "rendering.change.no-longer-framed", one.framed, two.framed);
        changed(words, "rendering.change.size", number(one.size), number(two.size));
        changed(words, "rendering.change.raise", number(one.raise), number(two.raise));
        changed(words, "rendering.change.tracking", number(one.tracking), number(two.tracking));
        changed(words, "rendering.change.color", one.color, two.color);
        changed(words, "rendering.change.ground", one.ground, two.ground);
        changed(words, "rendering.change.font", one.font, two.font);
        changed(words, "rendering.change.link", given(one.link), given(two.link));
        return words;
    }

    private static double halves(double points) {
        return Math.round(points * 2) / 2.0;
    }

    private static String given(String text) {
        return text.isEmpty() ? TEXTS.text("rendering.change.nothing") : text;
    }

    private static String number(double size) {
        return String.format(Locale.GERMANY, size % 1 == 0 ? "%.0f" : "%.1f", size);
    }

    private static void onOff(List<String> words, String on, String off, boolean one, boolean two) {
        if (one != two) {
            words.add(TEXTS.text(two ? on : off));
        }
    }

    private static void changed(List<String> words, String what, String one, String two) {
        if (!one.equals(two)) {
            words.add(TEXTS.text(what, one, two));
        }
    }
}

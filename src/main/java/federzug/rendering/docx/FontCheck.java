package federzug.rendering.docx;

import federzug.rendering.font.FontSubstitutes;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Judges the fonts that a document names: embedded, replaced with a remark, or refused. */
public final class FontCheck {
    private final RenderingProblems problems;
    private final boolean strict;
    private final Set<String> fine = new HashSet<>();

    /** @param strict whether only faces with the original's widths may stand in for it */
    public FontCheck(RenderingProblems problems, boolean strict) {
        this.problems = problems;
        this.strict = strict;
    }

    public void check(RunFormat look) {
        String key = look.font.strip().toLowerCase(Locale.ROOT);
        if (fine.contains(key)) {
            return;
        }
        String unusable = HouseFonts.current().why(look.font);
        if (HouseFonts.current().face(key) != null) {
            fine.add(key);
        } else if (!unusable.isEmpty()) {
            problems.add("rendering.draft.font-not-usable", look.font, unusable);
        } else {
            judge(look, key);
        }
    }

    private void judge(RunFormat look, String key) {
        FontSubstitutes.Substitute substitute = FontSubstitutes.of(key).orElse(null);
        if (substitute == null || strict && substitute.near()) {
            problems.add("rendering.draft.font", look.font);
            return;
        }
        fine.add(key);
        if (substitute.near()) {
            problems.remarkOnce("rendering.draft.font-replaced", look.font, substitute.face().family);
        }
    }
}

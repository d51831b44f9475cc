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
    private final HouseFonts house;
    private final boolean strict;
    private final Set<String> fine = new HashSet<>();

    public FontCheck(RenderingProblems problems, FontChoice choice) {
        this.problems = problems;
        this.house = choice.house();
        this.strict = choice.strict();
    }

    public HouseFonts house() {
        return house;
    }

    public void check(RunFormat look) {
        String key = look.font.strip().toLowerCase(Locale.ROOT);
        if (fine.contains(key)) {
            return;
        }
        String unusable = house.why(look.font);
        if (house.face(key) != null) {
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

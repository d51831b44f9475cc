package federzug.drafting;

import federzug.notice.Texts;

/**
 * One paragraph in which a negotiated draft differs from the template's.
 *
 * @param paragraph from 1, in the negotiated draft; for a removed one where it would stand
 * @param before empty if added
 * @param after empty if removed
 */
public record Change(Kind kind, String part, int paragraph, String before, String after) {
    public enum Kind {
        CHANGED,
        ADDED,
        REMOVED
    }

    /** German, for people. */
    public String text() {
        Texts texts = Texts.german();
        String place = place(texts);
        return switch (kind) {
            case CHANGED -> texts.text("drafting.change.changed", place, before, after);
            case ADDED -> texts.text("drafting.change.added", place, after);
            case REMOVED -> texts.text("drafting.change.removed", place, before);
        };
    }

    private String place(Texts texts) {
        String name = texts.text(part);
        String number = texts.text("drafting.place.paragraph", paragraph);
        return name.isEmpty() ? number : name + ", " + number;
    }
}

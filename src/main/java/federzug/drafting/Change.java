package federzug.drafting;

import federzug.notice.Texts;

/**
 * One difference between what a negotiated draft and the template's print.
 *
 * @param paragraph from 1, in the negotiated draft; for a removed one where it would stand; 0 for none
 * @param before empty if added
 * @param after empty if removed; for LOOK what is different, in words
 */
public record Change(Kind kind, String part, int paragraph, String before, String after) {
    /** The part of differences that concern whole pages. */
    public static final String PAGE = "drafting.part.page";

    public enum Kind {
        CHANGED,
        ADDED,
        REMOVED,
        /** The same words at another place. */
        MOVED,
        /** The same words, printed in another way. */
        LOOK
    }

    /** German, for people. */
    public String text() {
        Texts texts = Texts.german();
        String place = place(texts);
        return switch (kind) {
            case CHANGED -> texts.text("drafting.change.changed", place, before, after);
            case ADDED -> texts.text("drafting.change.added", place, after);
            case REMOVED -> texts.text("drafting.change.removed", place, before);
            case MOVED -> texts.text("drafting.change.moved", place, after);
            case LOOK -> texts.text("drafting.change.look", place, after);
        };
    }

    /** Where it is, in German, for people; empty for the document as a whole. */
    public String place() {
        return place(Texts.german());
    }

    private String place(Texts texts) {
        String name = texts.text(part);
        if (paragraph == 0) {
            return name;
        }
        String number = texts.text("drafting.place.paragraph", paragraph);
        return name.isEmpty() ? number : name + ", " + number;
    }
}

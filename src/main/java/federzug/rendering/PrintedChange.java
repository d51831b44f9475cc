package federzug.rendering;

/**
 * One place at which two drafts print something different.
 *
 * @param part where it is; PAGE for what concerns the whole page
 * @param paragraph from 1 within its part in the second draft, for what is gone where it would stand; 0 for none
 * @param before what the first draft prints, empty if nothing
 * @param after what the second draft prints, empty if nothing; for LOOK what is different, in words
 */
public record PrintedChange(Kind kind, Part part, int paragraph, String before, String after) {
    public enum Kind {
        CHANGED,
        ADDED,
        REMOVED,
        /** The same words at another place. */
        MOVED,
        /** The same words, printed in another way. */
        LOOK
    }

    public enum Part {
        BODY,
        HEADER,
        FOOTER,
        NOTE,
        PAGE
    }
}

package federzug.drafting;

import federzug.notice.Place;

/**
 * A piece of text in a document, and where to correct it: in the data or in the Word file.
 *
 * @param text with ordinary spaces
 */
record Passage(Place place, String text) {
    static Passage of(Place place, String text) {
        return new Passage(
                place, text.replace('\u00a0', ' ').replaceAll("\\s+", " ").strip());
    }
}

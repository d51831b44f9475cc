package federzug.drafting;

import federzug.notice.Place;

/**
 * A piece of text in a document, and where to correct it: in the data or in the Word file.
 *
 * @param text with ordinary spaces
 * @param prompt the part that is the placeholder text of a content control
 */
record Passage(Place place, String text, String prompt) {
    static Passage of(Place place, String text) {
        return of(place, text, "");
    }

    static Passage of(Place place, String text, String prompt) {
        return new Passage(
                place, text.replace('\u00a0', ' ').replaceAll("\\s+", " ").strip(), prompt);
    }
}

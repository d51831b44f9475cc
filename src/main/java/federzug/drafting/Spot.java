package federzug.drafting;

import federzug.notice.Place;
import federzug.notice.Texts;

/**
 * A paragraph of a template, as a person would look for it in Word.
 *
 * @param template the template's name
 * @param part code of the part's German name, for example {@code drafting.part.header}
 * @param paragraph from 1, among all paragraphs of the part
 * @param table from 1, 0 outside tables; row and column likewise
 * @param quote the paragraph's text as it stands in the template
 */
record Spot(String template, String part, int paragraph, int table, int row, int column, String quote) {
    private static final int QUOTED = 70;

    static Spot of(String template, String part, String quote) {
        return new Spot(template, part, 0, 0, 0, 0, quote);
    }

    Place place() {
        return place(Texts.german().text("drafting.place.template", template));
    }

    /** As {@link #place()}, in a file that is no template. */
    Place place(String file) {
        Texts texts = Texts.german();
        String where = table > 0
                ? texts.text("drafting.place.cell", table, row, column)
                : paragraph > 0 ? texts.text("drafting.place.paragraph", paragraph) : "";
        String name = texts.text(part);
        String within = name.isEmpty() || where.isEmpty() ? name + where : name + ", " + where;
        return Place.in(
                file, quote.isBlank() ? within : texts.text("drafting.place.quote", within, shortened(quote.strip())));
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED).stripTrailing() + " …";
    }
}

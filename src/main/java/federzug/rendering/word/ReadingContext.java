package federzug.rendering.word;

import federzug.rendering.manuscript.RenderingProblems;

/**
 * What all stories of a document are read with.
 *
 * @param sumSpaces whether spaces between paragraphs add up instead of the larger one winning
 * @param fonts says whether a font may be replaced
 * @param modern whether tables begin at the margin as since Word 2013
 */
record ReadingContext(
        StyleBook styles,
        ListNumbering numbers,
        FieldValues values,
        FontCheck fonts,
        RenderingProblems problems,
        boolean sumSpaces,
        boolean modern,
        ThemeColours colours) {}

package federzug.rendering.word;

import federzug.rendering.docx.FieldValues;
import federzug.rendering.docx.FontCheck;
import federzug.rendering.drawing.ThemeColours;
import federzug.rendering.manuscript.RenderingProblems;

/**
 * The context with which all stories of a document are read.
 *
 * @param signed whether the document is to be signed
 * @param sumSpaces whether spaces between paragraphs add up instead of the larger one winning
 * @param fonts says whether a font may be replaced
 * @param places what cross-references can point at
 * @param locks whether any field is locked; the library says so of all
 * @param modern whether tables begin at the margin as since Word 2013
 */
record ReadingContext(
        StyleBook styles,
        ListNumbering numbers,
        FieldValues values,
        FontCheck fonts,
        RenderingProblems problems,
        ReadPlaces places,
        CrossReferences references,
        boolean signed,
        boolean sumSpaces,
        boolean locks,
        boolean modern,
        ThemeColours colours) {}

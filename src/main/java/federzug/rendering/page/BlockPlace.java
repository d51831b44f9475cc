package federzug.rendering.page;

import federzug.rendering.fop.FoWriter;
import federzug.rendering.manuscript.Manuscript.Columns;
import federzug.rendering.manuscript.Manuscript.Page;

/**
 * Where a run of blocks stands.
 *
 * @param cell whether spaces at its edges stay, as they do in a cell
 * @param artifact whether it is repeated on each page and not part of the text
 * @param silent whether its empty paragraphs are set as they are: those of a cell that holds no content keep it in
 *     the structure tree, where each row needs its cells (ISO 32000-1, 14.8.4.3.4)
 * @param ground from where floating objects are placed
 */
record BlockPlace(double width, boolean cell, boolean artifact, boolean silent, Ground ground) {
    static final BlockPlace BEFORE_ANY_PAGE = new BlockPlace(
            0, false, false, new Ground.OnPage(new Page(0, 0, 0, 0, 0, 0, 0, 0, "before", "1", Columns.ONE)));

    BlockPlace(double width, boolean cell, boolean artifact, Ground ground) {
        this(width, cell, artifact, false, ground);
    }

    /** In an area of its own FOP takes the wrapper of an empty paragraph for words, and stops. */
    BlockPlace ownArea() {
        return new BlockPlace(width, cell, artifact, true, ground);
    }

    /**
     * Opens an area that keeps its width. After a float FOP first tries everything with shorter lines, and cannot part
     * tables there; an area of a width of its own is spared.
     */
    void openApart(FoWriter fo, FoWriter.Traits traits) {
        fo.open(
                "block-container",
                traits.set("start-indent", "0pt", "end-indent", "0pt").pt("width", width));
    }
}

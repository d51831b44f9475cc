package federzug.rendering.fop;

/** Names what passes through FOP and is taken out again by the pass that finishes its output. */
public final class FopMarks {
    /**
     * From 1.5 on FOP packs the structure tree into object streams, which the finishing pass would have to unpack again;
     * the finishing pass makes it 1.7 and packs. All that FOP leaves out for it is the Scope of header cells.
     */
    public static final String WITHOUT_SCOPE = "1.4";

    /** Private address of a signature box on its way through FOP, followed by its field's name; none is left afterwards. */
    public static final String SIGNATURE_ADDRESS = "x-unterschrift:";

    /** Kind of what is to be read after the text, though FOP must get it before; nothing else is of this kind. */
    public static final String AT_THE_END = "Art";

    /** Marks language and wording on their way through FOP, which has no other place for them inside a paragraph. */
    public static final String WORDS = "x-wortlaut:";

    private FopMarks() {}

    /**
     * @param alternate what a screen reader says in place of a sign
     * @param actual the wording where other letters are shown
     * @return what to hand through FOP for the finishing pass; empty strings for what does not differ
     */
    public static String mark(String language, String alternate, String actual) {
        return WORDS + language + "|" + alternate + "|" + actual;
    }
}

package federzug.rendering.fop;

import federzug.rendering.font.FontExcerpt;
import federzug.rendering.font.Typeface;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;
import org.apache.fop.apps.io.InternalResourceResolver;
import org.apache.fop.fonts.EmbeddingMode;
import org.apache.fop.fonts.MultiByteFont;
import org.jspecify.annotations.Nullable;

/**
 * A font of one document: its subset and its warnings are its own, the tables are shared. FOP's own way parses the
 * font files again for each document, which costs more than setting its pages. Never used for a second document.
 */
final class SharedFont extends MultiByteFont {
    private final Typeface face;
    private final String cut;
    private final Supplier<FontTables> source;
    private @Nullable FontTables tables;

    /** @param source asked when the document first uses the font */
    SharedFont(InternalResourceResolver resolver, Typeface face, String cut, Supplier<FontTables> source) {
        super(resolver, EmbeddingMode.SUBSET);
        this.face = face;
        this.cut = cut;
        URI file = face.address(cut);
        this.source = source;
        setKerningEnabled(false);
        setAdvancedEnabled(false);
        setFontURI(file);
        setEmbedURI(file);
    }

    /**
     * Asked when the document is complete. FOP's own way resolves the address first, which searches the class path for
     * handlers of unknown schemes.
     */
    @Override
    public InputStream getInputStream() throws IOException {
        return new ByteArrayInputStream(
                FontExcerpt.of(face.bytes(cut), getUsedGlyphs().keySet()));
    }

    private FontTables tables() {
        FontTables known = tables;
        if (known == null) {
            known = source.get();
            tables = known;
            known.fill(this);
        }
        return known;
    }

    // Whatever FOP asks first of a font is one of these.

    @Override
    public String getFontName() {
        tables();
        return super.getFontName();
    }

    @Override
    public int getAscender(int size) {
        tables();
        return super.getAscender(size);
    }

    @Override
    public int getDescender(int size) {
        tables();
        return super.getDescender(size);
    }

    @Override
    public int getCapHeight(int size) {
        tables();
        return super.getCapHeight(size);
    }

    @Override
    public int getXHeight(int size) {
        tables();
        return super.getXHeight(size);
    }

    @Override
    public int findGlyphIndex(int character) {
        int glyph = tables().glyph(character);
        return glyph == 0 && character > Character.MAX_VALUE ? super.findGlyphIndex(character) : glyph;
    }
}

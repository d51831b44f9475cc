package federzug.signing.pades;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** An embedded font, made once, of which each document gets its own copy. */
final class FontSubset {
    private final COSDictionary font;

    private FontSubset(COSDictionary font) {
        this.font = font;
    }

    /** Takes the font out of the document it was made in, which may then be closed. */
    static FontSubset of(COSDictionary font) throws IOException {
        return new FontSubset((COSDictionary) copy(font, null, new IdentityHashMap<>()));
    }

    /** One at a time: two readers of a COSStream disturb each other. */
    synchronized COSDictionary copyInto(PDDocument pdf) throws IOException {
        return (COSDictionary) copy(font, pdf, new IdentityHashMap<>());
    }

    private static COSBase copy(COSBase original, @Nullable PDDocument pdf, Map<COSBase, COSBase> done)
            throws IOException {
        COSBase source = original instanceof COSObject reference ? reference.getObject() : original;
        COSBase known = done.get(source);
        if (known != null) {
            return known;
        }
        if (source instanceof COSArray array) {
            COSArray copy = new COSArray();
            copy.setDirect(true);
            done.put(source, copy);
            for (COSBase entry : array) {
                copy.add(copy(entry, pdf, done));
            }
            return copy;
        }
        if (source instanceof COSDictionary dictionary) {
            COSDictionary copy = emptyLike(dictionary, pdf);
            done.put(source, copy);
            for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
                if (!entry.getKey().equals(COSName.LENGTH)) {
                    copy.setItem(entry.getKey(), copy(entry.getValue(), pdf, done));
                }
            }
            return copy;
        }
        return source; // names, numbers and strings are immutable
    }

    private static COSDictionary emptyLike(COSDictionary dictionary, @Nullable PDDocument pdf) throws IOException {
        if (!(dictionary instanceof COSStream stream)) {
            return new COSDictionary();
        }
        COSStream copy = pdf == null ? new COSStream() : pdf.getDocument().createCOSStream();
        try (InputStream in = stream.createRawInputStream();
                OutputStream out = copy.createRawOutputStream()) {
            in.transferTo(out);
        }
        return copy;
    }
}

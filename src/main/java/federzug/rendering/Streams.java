package federzug.rendering;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Compresses what FOP was told to leave as it is, once and less zealously: compressing at the usual level, and partly
 * twice, was a sixth of a document's cost, for files 3 % smaller.
 */
final class Streams {
    private static final int LEVEL = 4;

    /** FOP's colour profile is the same in each document. */
    private record Profile(byte[] plain, byte[] packed) {}

    private static volatile @Nullable Profile known;

    private Streams() {}

    static void compress(PDDocument document) throws IOException {
        for (COSObjectKey key :
                new ArrayList<>(document.getDocument().getXrefTable().keySet())) {
            COSBase object = document.getDocument().getObjectFromPool(key).getObject();
            // Metadata stay readable for programs that know nothing of PDF (ISO 19005-2, 6.6.2).
            if (object instanceof COSStream stream
                    && !stream.containsKey(COSName.FILTER)
                    && !COSName.METADATA.equals(stream.getCOSName(COSName.TYPE))
                    && !COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE))
                    && !COSName.XREF.equals(stream.getCOSName(COSName.TYPE))
                    && stream.getLength() > 0) {
                compress(stream);
            }
        }
    }

    private static void compress(COSStream stream) throws IOException {
        byte[] plain;
        try (InputStream in = stream.createRawInputStream()) {
            plain = in.readAllBytes();
        }
        byte[] packed = stream.containsKey(COSName.N) ? profile(plain) : deflated(plain);
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(packed);
        }
    }

    private static byte[] profile(byte[] plain) {
        Profile last = known;
        if (last == null || !Arrays.equals(last.plain(), plain)) {
            last = new Profile(plain, deflated(plain));
            known = last;
        }
        return last.packed();
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(LEVEL);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
        byte[] buffer = new byte[1 << 14];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}

package federzug.rendering.pdf;

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
 * Compresses what FOP leaves uncompressed, once and at a lower compression level: compressing at the usual level, and
 * partly twice, was a sixth of a document's cost, for files 8 % smaller.
 */
final class StreamCompression {
    private static final int LEVEL = 3;

    /** FOP's colour profile is the same in each document. */
    private record Profile(byte[] plain, byte[] packed) {}

    private static volatile @Nullable Profile known;

    private StreamCompression() {}

    static void compress(PDDocument document) throws IOException {
        // Making one clears a quarter of a megabyte, which is more work than packing most of the streams.
        Deflater deflater = new Deflater(LEVEL);
        try {
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
                    compress(stream, deflater);
                }
            }
        } finally {
            deflater.end();
        }
    }

    private static void compress(COSStream stream, Deflater deflater) throws IOException {
        byte[] plain;
        try (InputStream in = stream.createRawInputStream()) {
            plain = in.readAllBytes();
        }
        byte[] packed = stream.containsKey(COSName.N) ? profile(plain, deflater) : deflated(plain, deflater);
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(packed);
        }
    }

    private static byte[] profile(byte[] plain, Deflater deflater) {
        Profile last = known;
        if (last == null || !Arrays.equals(last.plain(), plain)) {
            last = new Profile(plain, deflated(plain, deflater));
            known = last;
        }
        return last.packed();
    }

    private static byte[] deflated(byte[] plain, Deflater deflater) {
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length / 2 + 64];
        int size = deflater.deflate(packed);
        while (!deflater.finished()) {
            packed = Arrays.copyOf(packed, packed.length * 2);
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return Arrays.copyOf(packed, size);
    }
}

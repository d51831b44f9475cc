package federzug.verification.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/** Unpacks cross-reference and object streams (ISO 32000-1, 7.4), never beyond a limit. */
final class StreamData {
    private static final int MOST = 64 << 20;
    private static final int PNG = 10;

    private StreamData() {}

    static byte[] of(byte[] file, IndirectObject stream, StreamDecryption decryption) throws MalformedPdfException {
        RawObject.Dictionary dictionary = stream.dictionary();
        byte[] data = decryption.decrypted(stream, Arrays.copyOfRange(file, stream.data(), stream.dataEnd()));
        List<RawObject> filters = list(dictionary == null ? null : dictionary.get("Filter"));
        List<RawObject> parameters = list(dictionary == null ? null : dictionary.get("DecodeParms"));
        for (int i = 0; i < filters.size(); i++) {
            if (!(filters.get(i) instanceof RawObject.Name filter)) {
                throw new MalformedPdfException("a filter that is no name", stream.start());
            }
            data = filter.text().startsWith("Fl")
                    ? inflated(data, stream.start())
                    : otherwise(data, filter.text(), stream.start());
            if (i < parameters.size() && parameters.get(i) instanceof RawObject.Dictionary how) {
                data = unpredicted(data, how, stream.start());
            }
        }
        return data;
    }

    private static List<RawObject> list(@Nullable RawObject value) {
        if (value instanceof RawObject.Array array) {
            return array.items();
        }
        List<RawObject> one = new ArrayList<>();
        if (value != null) {
            one.add(value);
        }
        return one;
    }

    private static byte[] inflated(byte[] data, int at) throws MalformedPdfException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            ByteArrayOutputStream out = new ByteArrayOutputStream(data.length * 4);
            byte[] buffer = new byte[16_384];
            while (!inflater.finished() && out.size() <= MOST) {
                int n = inflater.inflate(buffer);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                out.write(buffer, 0, n);
            }
            if (out.size() > MOST) {
                throw new MalformedPdfException("a stream that swells", at);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new MalformedPdfException("damaged data", at);
        } finally {
            inflater.end();
        }
    }

    private static byte[] otherwise(byte[] data, String filter, int at) throws MalformedPdfException {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FilterFactory.INSTANCE
                    .getFilter(filter)
                    .decode(new ByteArrayInputStream(data), out, new COSDictionary(), 0);
            return out.toByteArray();
        } catch (IOException | RuntimeException e) {
            throw new MalformedPdfException("data of the filter " + filter, at);
        }
    }

    /** The predictors of PNG (7.4.4.4), the only ones that writers use for tables. */
    private static byte[] unpredicted(byte[] data, RawObject.Dictionary how, int at) throws MalformedPdfException {
        long predictor = how.whole("Predictor");
        if (predictor < 2) {
            return data;
        }
        long columns = how.whole("Columns") < 0 ? 1 : how.whole("Columns");
        boolean simple =
                how.whole("Colors") <= 1 && (how.whole("BitsPerComponent") < 0 || how.whole("BitsPerComponent") == 8);
        if (predictor < PNG || columns < 1 || columns > 65_535 || !simple) {
            throw new MalformedPdfException("a predictor that is not expected", at);
        }
        int width = (int) columns;
        int rows = (data.length + width) / (width + 1);
        byte[] out = new byte[rows * width];
        for (int row = 0; row < rows; row++) {
            int from = row * (width + 1);
            for (int i = 0; i < width && from + 1 + i < data.length; i++) {
                int left = i == 0 ? 0 : out[row * width + i - 1] & 0xFF;
                int up = row == 0 ? 0 : out[(row - 1) * width + i] & 0xFF;
                int corner = i == 0 || row == 0 ? 0 : out[(row - 1) * width + i - 1] & 0xFF;
                int predicted = switch (data[from]) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, corner);
                    default -> throw new MalformedPdfException("a row of no known kind", at);
                };
                out[row * width + i] = (byte) (data[from + 1 + i] + predicted);
            }
        }
        return out;
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}

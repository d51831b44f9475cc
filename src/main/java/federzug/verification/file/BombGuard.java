package federzug.verification.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * Rejects decompression bombs before any parser unpacks them: unpacks every stream once without keeping it. Finds
 * streams by their keyword, so it needs no intact structure.
 */
public final class BombGuard {
    /** A page scanned in colour at 600 dpi has about 100 MB. */
    static final long MOST_ONE = 256L * 1024 * 1024;

    static final long MOST_ALL = 1024L * 1024 * 1024;
    /** Objects and cross-references are parsed as a whole. */
    public static final long MOST_OBJECTS = 32L * 1024 * 1024;

    private static final int DICTIONARY = 4_096;
    private static final Pattern FILTER = Pattern.compile(
            "/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|ASCIIHexDecode|AHx|ASCII85Decode|A85)\\b");
    private static final Pattern OBJECTS = Pattern.compile("/Type\\s*/(ObjStm|XRef)\\b");
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final byte[] END = {'e', 'n', 'd'};

    private final byte[] file;
    private long all;

    private BombGuard(byte[] file) {
        this.file = file;
    }

    /** Whether the file holds a decompression bomb. */
    public static boolean swell(byte[] file) {
        return new BombGuard(file).swell();
    }

    private boolean swell() {
        for (int at = next(0); at >= 0; at = next(at + STREAM.length)) {
            if (Thread.currentThread().isInterrupted()) {
                return true;
            }
            int from = Math.max(0, at - DICTIONARY);
            String before = new String(file, from, at - from, StandardCharsets.ISO_8859_1);
            String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
            List<String> filters = new ArrayList<>();
            Matcher filter = FILTER.matcher(dictionary);
            while (filter.find()) {
                filters.add(filter.group(1));
            }
            long most = OBJECTS.matcher(dictionary).find() ? MOST_OBJECTS : MOST_ONE;
            if (!filters.isEmpty() && swells(at + STREAM.length, filters, most)) {
                return true;
            }
        }
        return false;
    }

    private boolean swells(int keyword, List<String> filters, long most) {
        int start = keyword;
        while (start < file.length && start < keyword + 2 && (file[start] == '\r' || file[start] == '\n')) {
            start++;
        }
        InputStream in = new ByteArrayInputStream(file, start, file.length - start);
        byte[] buffer = new byte[65_536];
        long length = 0;
        try {
            for (String filter : filters) {
                in = unpacked(in, filter, most);
            }
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                length += n;
                if (length > most || all + length > MOST_ALL) {
                    return true;
                }
            }
        } catch (TooMuch e) {
            return true;
        } catch (IOException | RuntimeException e) {
            // Damaged data end here for the parser, too.
            all += length;
            return false;
        }
        all += length;
        return false;
    }

    private static InputStream unpacked(InputStream in, String filter, long most) throws IOException {
        if (filter.startsWith("Fl")) {
            return new InflaterInputStream(in, new java.util.zip.Inflater(), 8_192);
        }
        Counting out = new Counting(most / 4);
        FilterFactory.INSTANCE.getFilter(filter).decode(in, out, new COSDictionary(), 0);
        return new ByteArrayInputStream(out.toByteArray());
    }

    private int next(int from) {
        for (int i = from; i + STREAM.length <= file.length; i++) {
            if (file[i] == 's' && matches(STREAM, i) && !(i >= 3 && matches(END, i - 3))) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(byte[] word, int at) {
        for (int i = 0; i < word.length; i++) {
            if (file[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static final class Counting extends java.io.ByteArrayOutputStream {
        private final long most;

        Counting(long most) {
            this.most = most;
        }

        @Override
        public synchronized void write(int one) {
            check(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            check(length);
            super.write(bytes, from, length);
        }

        private void check(int more) {
            if (count + (long) more > most) {
                throw new TooMuch();
            }
        }
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

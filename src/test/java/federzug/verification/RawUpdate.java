package federzug.verification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes an incremental update byte by byte: by the letter of ISO 32000-1, 7.5.6, unless it is asked for a fault. */
final class RawUpdate {
    enum Form {
        TABLE,
        STREAM,
        HYBRID
    }

    private final byte[] file;
    private final Form form;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Integer, long[]> entries = new TreeMap<>();
    private final Map<Integer, long[]> hiddenEntries = new TreeMap<>();
    private final Map<Integer, String> packed = new LinkedHashMap<>();
    private final Map<String, String> trailer = new LinkedHashMap<>();
    private String trailerMore = "";
    private String eol = "\n";
    private String entryEnd = " \n";
    private String behindTable = "";
    private String end = "";
    private @Nullable Long address;
    private boolean predicted;
    private Set<Integer> left = Set.of();
    private int next;

    RawUpdate(byte[] file, Form form) {
        this.file = file;
        this.form = form;
        next = Pattern.compile("/Size\\s+(\\d{1,7})")
                .matcher(text(file))
                .results()
                .mapToInt(size -> Integer.parseInt(size.group(1)))
                .max()
                .orElse(1);
        trailer.put("Root", last("/Root\\s+(\\d+\\s+\\d+\\s+R)"));
        String text = text(file);
        if (text.contains("/Info ")) {
            trailer.put("Info", last("/Info\\s+(\\d+\\s+\\d+\\s+R)"));
        }
        trailer.put("Prev", last("startxref\\s+(\\d+)"));
        if (file[file.length - 1] != '\n') {
            raw("\n");
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String last(String pattern) {
        Matcher match = Pattern.compile(pattern).matcher(text(file));
        String found = "";
        while (match.find()) {
            found = match.group(1);
        }
        return found;
    }

    /** A number that is not used yet. */
    int fresh() {
        return next++;
    }

    int root() {
        return Integer.parseInt(trailer.get("Root").split("\\s")[0]);
    }

    /** Writes and lists an object. */
    RawUpdate object(int number, String body) {
        return left.contains(number) ? this : listed(number, at()).hidden(number, body);
    }

    /** Leaves these objects to somebody else who writes them in the same update. */
    RawUpdate leaving(Set<Integer> numbers) {
        left = numbers;
        return this;
    }

    /** Writes an object that the table does not name. */
    RawUpdate hidden(int number, String body) {
        return raw(number + " 0 obj" + eol + body + eol + "endobj" + eol);
    }

    RawUpdate stream(int number, String dictionary, String data) {
        return object(number, streamBody(dictionary, data));
    }

    static String streamBody(String dictionary, String data) {
        return "<<" + dictionary + "/Length " + data.length() + ">>\nstream\n" + data + "\nendstream";
    }

    /** An object inside an object stream; only where the table is a stream. */
    RawUpdate packed(int number, String body) {
        if (!left.contains(number)) {
            packed.put(number, body);
        }
        return this;
    }

    /** Whether it writes this object. */
    boolean isListed(int number) {
        return entries.containsKey(number) || packed.containsKey(number);
    }

    RawUpdate listed(int number, long offset) {
        return entry(number, 1, offset, 0);
    }

    RawUpdate free(int number, int generation) {
        return entry(number, 0, 0, generation);
    }

    /** @param kind 0 free, 1 in use, 2 in an object stream */
    RawUpdate entry(int number, int kind, long place, int second) {
        entries.put(number, new long[] {kind, place, second});
        return this;
    }

    /** An entry of the stream in a hybrid section. */
    RawUpdate hiddenEntry(int number, long offset) {
        hiddenEntries.put(number, new long[] {1, offset, 0});
        return this;
    }

    RawUpdate raw(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.write(bytes, 0, bytes.length);
        return this;
    }

    /** An entry of the trailer; null takes it out. */
    RawUpdate trailer(String key, @Nullable String value) {
        if (value == null) {
            trailer.remove(key);
        } else {
            trailer.put(key, value);
        }
        return this;
    }

    /** Put at the end of the trailer as it is. */
    RawUpdate trailerMore(String more) {
        trailerMore = more;
        return this;
    }

    RawUpdate address(long other) {
        address = other;
        return this;
    }

    RawUpdate entriesEndWith(String blanks) {
        entryEnd = blanks;
        return this;
    }

    RawUpdate linesEndWith(String lineEnd) {
        eol = lineEnd;
        return this;
    }

    RawUpdate behindTable(String text) {
        behindTable = text;
        return this;
    }

    RawUpdate end(String text) {
        end = text;
        return this;
    }

    RawUpdate predicted() {
        predicted = true;
        return this;
    }

    /** Where the next byte lies in the file. */
    long at() {
        return file.length + out.size();
    }

    byte[] bytes() {
        if (!packed.isEmpty()) {
            pack();
        }
        long section = form == Form.STREAM ? crossReferenceStream(entries, true) : table();
        raw(behindTable);
        raw("startxref" + eol + (address == null ? section : address) + eol + "%%EOF" + eol + end);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(file);
        all.writeBytes(out.toByteArray());
        return all.toByteArray();
    }

    private void pack() {
        StringBuilder head = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        int stream = fresh();
        int index = 0;
        for (Map.Entry<Integer, String> object : packed.entrySet()) {
            head.append(object.getKey()).append(' ').append(bodies.length()).append(' ');
            bodies.append(object.getValue()).append('\n');
            entry(object.getKey(), 2, stream, index++);
        }
        String data = text(deflated((head.toString() + bodies).getBytes(StandardCharsets.ISO_8859_1)));
        stream(stream, "/Type/ObjStm/N " + packed.size() + "/First " + head.length() + "/Filter/FlateDecode", data);
    }

    private String dictionary(long size) {
        StringBuilder text = new StringBuilder("<<");
        trailer.putIfAbsent("Size", String.valueOf(size));
        trailer.forEach((key, value) -> {
            if (!value.isEmpty()) {
                text.append('/').append(key).append(' ').append(value);
            }
        });
        return text + trailerMore;
    }

    private long size() {
        int most = entries.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.max(next, most + 1);
    }

    private long table() {
        if (form == Form.HYBRID) {
            hiddenEntries.keySet().forEach(number -> entries.putIfAbsent(number, new long[] {0, 0, 65_535}));
            trailer.put("XRefStm", String.valueOf(crossReferenceStream(hiddenEntries, false)));
        }
        long section = at();
        raw("xref" + eol);
        runs(entries).forEach(run -> {
            raw(run.get(0) + " " + run.size() + eol);
            run.forEach(number -> {
                long[] entry = entries.get(number);
                raw(String.format("%010d %05d %s", entry[1], entry[2], entry[0] == 0 ? "f" : "n") + entryEnd);
            });
        });
        raw("trailer" + eol + dictionary(size()) + ">>" + eol);
        return section;
    }

    private static List<List<Integer>> runs(Map<Integer, long[]> entries) {
        List<List<Integer>> runs = new ArrayList<>();
        int last = -2;
        for (int number : entries.keySet()) {
            if (number != last + 1) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(number);
            last = number;
        }
        return runs;
    }

    private long crossReferenceStream(Map<Integer, long[]> listed, boolean main) {
        int own = fresh();
        long section = at();
        if (main) {
            listed.put(own, new long[] {1, section, 0});
        }
        StringBuilder index = new StringBuilder();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] above = new byte[7];
        for (List<Integer> run : runs(listed)) {
            index.append(run.get(0)).append(' ').append(run.size()).append(' ');
            for (int number : run) {
                long[] entry = listed.get(number);
                byte[] row = {
                    (byte) entry[0],
                    (byte) (entry[1] >> 24),
                    (byte) (entry[1] >> 16),
                    (byte) (entry[1] >> 8),
                    (byte) entry[1],
                    (byte) (entry[2] >> 8),
                    (byte) entry[2]
                };
                if (predicted) {
                    data.write(2);
                }
                for (int i = 0; i < row.length; i++) {
                    data.write(predicted ? row[i] - above[i] : row[i]);
                }
                above = row;
            }
        }
        if (index.length() == 0) {
            index.append("0 0");
        }
        String head = main ? dictionary(size()) : "<</Size " + size();
        String how = predicted ? "/DecodeParms<</Predictor 12/Columns 7>>" : "";
        String packedData = text(deflated(data.toByteArray()));
        raw(own + " 0 obj" + eol + head + "/Type/XRef/W[1 4 2]/Index[" + index + "]/Filter/FlateDecode" + how
                + "/Length " + packedData.length() + ">>\nstream\n" + packedData + "\nendstream" + eol + "endobj"
                + eol);
        return section;
    }

    static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }
}

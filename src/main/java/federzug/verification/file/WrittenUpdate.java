package federzug.verification.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One incremental update as it is written (ISO 32000-1, 7.5.6): every byte of it belongs to an object, a table, a trailer
 * or the address at the end, or is strange.
 */
final class WrittenUpdate {
    /** Beyond that the rest is not looked at one by one. */
    private static final int MOST_STRANGE = 100;

    private static final String END_OF_FILE = "%%EOF";

    private final byte[] file;
    private final IndirectObject.Lengths lengths;
    private final CrossReferenceReader reader;
    private final int start;
    private int end;
    private boolean complete;
    private final List<IndirectObject> objects = new ArrayList<>();
    private final Map<Integer, IndirectObject> byPlace = new HashMap<>();
    private final List<Integer> tables = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    private final List<Integer> strange = new ArrayList<>();

    private WrittenUpdate(byte[] file, int start, IndirectObject.Lengths lengths, CrossReferenceReader reader) {
        this.file = file;
        this.start = start;
        this.lengths = lengths;
        this.reader = reader;
        walk();
    }

    static WrittenUpdate at(byte[] file, int start, IndirectObject.Lengths lengths, CrossReferenceReader reader) {
        return new WrittenUpdate(file, start, lengths, reader);
    }

    int start() {
        return start;
    }

    /** Behind the end-of-file mark and the blanks that follow. */
    int end() {
        return end;
    }

    /** Whether it ends with the address of a section and the end-of-file mark. */
    boolean isComplete() {
        return complete;
    }

    List<IndirectObject> objects() {
        return objects;
    }

    /** Where cross-reference tables begin. */
    List<Integer> tables() {
        return tables;
    }

    /** Behind each {@code startxref}. */
    List<Long> addresses() {
        return addresses;
    }

    /** Where bytes begin that belong to nothing. */
    List<Integer> strange() {
        return strange;
    }

    boolean isEmpty() {
        return objects.isEmpty() && tables.isEmpty() && addresses.isEmpty() && strange.isEmpty();
    }

    private void walk() {
        ObjectParser parser = new ObjectParser(file, start, file.length);
        while (!parser.isAtEnd() && strange.size() < MOST_STRANGE) {
            DeadlineRunner.checkDeadline();
            byte next = file[parser.at()];
            if (ObjectParser.isBlank(next)) {
                parser.moveTo(parser.at() + 1);
            } else if (next == '%') {
                boolean endOfFile = parser.startsWith(END_OF_FILE);
                // Many readers look for the last word "startxref" whatever stands around it.
                if (isMisleading(parser.at(), endOfFile)) {
                    strange.add(parser.at());
                }
                skipLine(parser);
                if (endOfFile && !addresses.isEmpty()) {
                    complete = true;
                    break;
                }
            } else if (!addresses.isEmpty() || !takeObject(parser) && !takeTable(parser) && !takeAddress(parser)) {
                strange.add(parser.at());
                skipToken(parser);
            }
        }
        end = strange.size() < MOST_STRANGE ? behindBlanks(parser.at()) : file.length;
    }

    boolean isLast() {
        return end == file.length;
    }

    /** Nothing in it that a reader could take for an object or an address. */
    boolean hasOnlyStrangeBytes() {
        return objects.isEmpty() && tables.isEmpty() && addresses.isEmpty();
    }

    private boolean isMisleading(int at, boolean endOfFile) {
        int end = at;
        while (end < file.length && file[end] != '\n' && file[end] != '\r') {
            end++;
        }
        boolean found = IndirectObject.indexOf(file, "startxref", at, end) >= 0;
        return found
                || endOfFile == addresses.isEmpty()
                || endOfFile && end > at + END_OF_FILE.length() && hasMore(at, end);
    }

    private boolean hasMore(int at, int end) {
        return behindBlanks(at + END_OF_FILE.length()) < end;
    }

    private int behindBlanks(int from) {
        int at = from;
        while (at < file.length && ObjectParser.isBlank(file[at])) {
            at++;
        }
        return at;
    }

    private boolean takeObject(ObjectParser parser) {
        byte next = file[parser.at()];
        if (next < '0' || next > '9') {
            return false;
        }
        try {
            IndirectObject object = IndirectObject.read(file, parser.at(), file.length, lengths);
            objects.add(object);
            byPlace.put(object.start(), object);
            parser.moveTo(object.end());
            return true;
        } catch (MalformedPdfException e) {
            return false;
        }
    }

    private boolean takeTable(ObjectParser parser) {
        if (!parser.startsWith("xref")) {
            return false;
        }
        try {
            CrossReferenceSection section = reader.section(parser.at(), file.length);
            tables.add(section.start());
            parser.moveTo(section.end());
            return true;
        } catch (MalformedPdfException e) {
            return false;
        }
    }

    private boolean takeAddress(ObjectParser parser) {
        int from = parser.at();
        if (parser.take("startxref")) {
            parser.skipBlank();
            long address = parser.whole();
            if (address >= 0) {
                addresses.add(address);
                return true;
            }
        }
        parser.moveTo(from);
        return false;
    }

    private void skipLine(ObjectParser parser) {
        int at = parser.at();
        while (at < file.length && file[at] != '\n' && file[at] != '\r') {
            at++;
        }
        parser.moveTo(at);
    }

    private void skipToken(ObjectParser parser) {
        int at = parser.at() + 1;
        while (at < file.length && !ObjectParser.isBlank(file[at])) {
            at++;
        }
        parser.moveTo(at);
    }

    /** Whether some stream says its length by reference, so that its end was looked for. */
    boolean hasOpenLengths() {
        return objects.stream()
                .anyMatch(object -> object.isStream()
                        && object.dictionary() != null
                        && object.dictionary().get("Length") instanceof RawObject.Reference);
    }

    /** The object that the offset points at, blanks before it being allowed; null if there is none. */
    @Nullable
    IndirectObject objectAt(int offset) {
        return byPlace.get(behindBlanks(Math.min(offset, file.length)));
    }
}

package federzug.verification.file;

import java.util.Map;

/**
 * One section of cross-reference information with its trailer (ISO 32000-1, 7.5.4 to 7.5.8).
 *
 * @param start of the word {@code xref}, or of the stream's object number
 * @param end behind the trailer or the stream
 * @param entries by object number; in a hybrid section those of the table
 * @param hidden entries of the stream that a hybrid section adds (7.5.8.4), else empty
 * @param stream object number of the cross-reference stream, 0 for a table
 * @param hybrid offset of the stream that a hybrid section adds, -1 if there is none
 * @param sound written by the letter: entries of 20 bytes, each number once, nothing left over
 */
public record CrossReferenceSection(
        int start,
        int end,
        Map<Integer, Entry> entries,
        Map<Integer, Entry> hidden,
        RawObject.Dictionary trailer,
        int stream,
        int hybrid,
        boolean sound) {

    /**
     * @param place offset in the file; of a packed object the number of its object stream
     * @param second generation; of a packed object its index
     */
    public record Entry(Kind kind, int place, int second) {
        public enum Kind {
            FREE,
            PLAIN,
            PACKED
        }

        public boolean isFree() {
            return kind == Kind.FREE;
        }

        public int generation() {
            return kind == Kind.PACKED ? 0 : second;
        }
    }

    /** Offset of the section before; -1 if there is none. */
    public long previous() {
        return trailer.whole("Prev");
    }
}

package federzug.verification.file;

import org.jspecify.annotations.Nullable;

/**
 * An indirect object as it is written in the file (ISO 32000-1, 7.3.10).
 *
 * @param start of its number
 * @param end behind {@code endobj}
 * @param data where the bytes of a stream begin, -1 if it is none
 * @param dataEnd where they end, exclusive
 * @param sound nothing about it is left to a reader's repair
 */
public record IndirectObject(
        int number, int generation, int start, int end, RawObject value, int data, int dataEnd, boolean sound) {
    private static final String END_OF_STREAM = "endstream";

    public boolean isStream() {
        return data >= 0;
    }

    /** Null if it is neither a dictionary nor a stream. */
    public RawObject.@Nullable Dictionary dictionary() {
        return value instanceof RawObject.Dictionary dictionary ? dictionary : null;
    }

    /** Resolves the length of a stream that is given by reference. */
    interface Lengths {
        /** That the length is not known yet: the stream then goes to the next {@code endstream}. */
        int UNKNOWN = -2;

        /** {@link #UNKNOWN}, or -1 if there is no such length. */
        long of(RawObject.Reference reference);
    }

    /**
     * @param at where its number is written
     * @throws MalformedPdfException if there is no object that can be distinguished from what surrounds it
     */
    static IndirectObject read(byte[] file, int at, int limit, Lengths lengths) throws MalformedPdfException {
        ObjectParser parser = new ObjectParser(file, at, limit);
        long number = parser.whole();
        parser.skipBlank();
        long generation = parser.whole();
        parser.skipBlank();
        if (number < 0 || number > Integer.MAX_VALUE || generation < 0 || generation > 65_535 || !parser.take("obj")) {
            throw new MalformedPdfException("no object", at);
        }
        RawObject value = parser.value();
        parser.skipBlank();
        int data = -1;
        int dataEnd = -1;
        boolean sound = true;
        if (value instanceof RawObject.Dictionary dictionary && parser.startsWith("stream")) {
            int word = parser.at() + 6;
            data = beginning(file, word, limit);
            dataEnd = ending(file, data, limit, dictionary, lengths);
            // Readers disagree on where data begin behind a lone CR or a blank (7.3.8.1).
            sound = dataEnd >= 0 && file[data - 1] == '\n' && data - word <= 2;
            if (dataEnd < 0) {
                dataEnd = indexOf(file, END_OF_STREAM, data, limit);
            }
            if (dataEnd < 0) {
                throw new MalformedPdfException("a stream without end", data);
            }
            parser.moveTo(dataEnd);
            while (!parser.startsWith(END_OF_STREAM)) {
                parser.moveTo(parser.at() + 1);
            }
            parser.moveTo(parser.at() + END_OF_STREAM.length());
            parser.skipBlank();
        }
        // Some writers leave no blank between endobj and what follows.
        if (parser.startsWith("endobj")) {
            parser.moveTo(parser.at() + 6);
        } else {
            sound = false;
        }
        return new IndirectObject((int) number, (int) generation, at, parser.at(), value, data, dataEnd, sound);
    }

    /** Behind the end of the line of the word {@code stream} (7.3.8.1); many readers take a lone CR, too. */
    private static int beginning(byte[] file, int behindWord, int limit) {
        int at = behindWord;
        while (at < limit && file[at] == ' ') {
            at++;
        }
        if (at < limit && file[at] == '\r') {
            at++;
        }
        if (at < limit && file[at] == '\n') {
            at++;
        }
        return at;
    }

    private static int ending(byte[] file, int data, int limit, RawObject.Dictionary dictionary, Lengths lengths) {
        long length = dictionary.get("Length") instanceof RawObject.Reference reference
                ? lengths.of(reference)
                : dictionary.whole("Length");
        if (length == Lengths.UNKNOWN) {
            return indexOf(file, END_OF_STREAM, data, limit);
        }
        if (length < 0 || data + length > limit) {
            return -1;
        }
        int at = data + (int) length;
        int blank = at;
        while (blank < limit && blank < at + 4 && ObjectParser.isBlank(file[blank])) {
            blank++;
        }
        return new ObjectParser(file, blank, limit).startsWith(END_OF_STREAM) ? at : -1;
    }

    static int indexOf(byte[] file, String word, int from, int limit) {
        byte first = (byte) word.charAt(0);
        for (int i = Math.max(0, from); i + word.length() <= limit; i++) {
            if (file[i] == first && new ObjectParser(file, i, limit).startsWith(word)) {
                return i;
            }
        }
        return -1;
    }
}

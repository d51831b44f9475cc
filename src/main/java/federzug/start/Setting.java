package federzug.start;

import java.util.List;

/**
 * One setting that the product knows, as a line of {@code settings.txt} describes it.
 *
 * @param key with {@code *} for a name that users choose
 * @param kind what a value looks like
 * @param words of the kind: the words to choose from, or the least and the largest number
 * @param list whether several values may stand there
 * @param fallback what holds without it, in words for people; empty: nothing
 * @param text German, what it means
 * @param group German heading it stands under
 */
public record Setting(
        String key, Kind kind, List<String> words, boolean list, String fallback, String text, String group) {
    /** Stands in a key for a name that users choose. */
    static final String ANY = "*";

    public Setting {
        words = List.copyOf(words);
    }

    /** What a value looks like. */
    public enum Kind {
        TEXT,
        PATH,
        /** A file with a secret, which only its owner may read. */
        SECRET_FILE,
        /** Name of an environment variable. */
        ENV,
        /** Says where a secret is found: {@code env:NAME} or {@code file:PATH}. */
        SECRET,
        /** Web address; with the word {@code port}, it must name one. */
        URI,
        MAIL,
        /** Address of a PostgreSQL database, without a password. */
        DATABASE,
        /** Two letters. */
        COUNTRY,
        ZONE,
        FLAG,
        COUNT,
        /** A duration longer than zero. */
        TIME,
        /** A duration, zero too. */
        WAIT,
        /** Years, months and days, at least one. */
        PERIOD,
        CHOICE,
        /** Set by the program alone. */
        INTERNAL
    }

    /** Whether people may set it. */
    public boolean isOpen() {
        return kind != Kind.INTERNAL;
    }

    List<String> steps() {
        return List.of(key.split("\\."));
    }
}

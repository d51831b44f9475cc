package federzug.ceremony;

import federzug.ceremony.Acting.Through;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal. Its hash covers the hash before and everything but the reason's words, of which it covers
 * the digest: the words can be deleted on schedule without breaking the chain.
 *
 * @param entry counts from 1 in each ceremony
 * @param event name of the event, for example {@code SignatureRecorded}
 * @param person key of the person it is about, or empty
 * @param actor who did it
 * @param through the door through which they did it; null in entries of versions that did not record it
 * @param reason null once deleted
 * @param before digest of the document before, if it changed
 * @param after digest of the document after, if it changed
 * @param verdict digest of the check report on which it rests, if any
 */
public record JournalEntry(
        int entry,
        Instant at,
        String event,
        String person,
        String actor,
        @Nullable Through through,
        @Nullable String reason,
        Digest reasonDigest,
        @Nullable Digest before,
        @Nullable Digest after,
        @Nullable Digest verdict,
        Digest previous,
        Digest hash) {

    /** Stands before the first entry. */
    static final Digest BEGINNING = new Digest("0".repeat(64));

    private static final String REPLACED = CeremonyEvent.PersonReplaced.class.getSimpleName();

    static JournalEntry following(
            int entry,
            Digest previous,
            String matter,
            String agreement,
            CeremonyEvent event,
            Acting acting,
            Instant at) {
        JournalEntry bare = new JournalEntry(
                entry,
                at,
                event.word(),
                event.person(),
                acting.by(),
                acting.through(),
                acting.reason(),
                digest(acting.reason()),
                event.before(),
                event.after(),
                event.verdict(),
                previous,
                BEGINNING);
        return bare.with(bare.computedHash(matter, agreement));
    }

    /**
     * Key of the person who signs in another's place since this entry, of which the reason begins with it; empty in other
     * entries, and once the reason is deleted.
     */
    public String deputy() {
        return reason == null || !event.equals(REPLACED) ? "" : reason.split(":", 2)[0].strip();
    }

    boolean isIntact(String matter, String agreement) {
        return hash.equals(computedHash(matter, agreement)) && (reason == null || reasonDigest.equals(digest(reason)));
    }

    private Digest computedHash(String matter, String agreement) {
        List<@Nullable Object> covered = new ArrayList<>(Arrays.<@Nullable Object>asList(
                previous, matter, agreement, entry, at, event, person, actor, reasonDigest, before, after, verdict));
        if (through != null) {
            // An entry without a door keeps the hash that it was written with.
            covered.add(through);
        }
        return digest(canonical(covered));
    }

    /** Each value with its length in front: no two different lists of values give the same text. */
    private static String canonical(List<@Nullable Object> values) {
        return values.stream()
                .map(value -> value == null ? "-" : value.toString().length() + ":" + value)
                .collect(Collectors.joining("\n"));
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private JournalEntry with(Digest computed) {
        return new JournalEntry(
                entry,
                at,
                event,
                person,
                actor,
                through,
                reason,
                reasonDigest,
                before,
                after,
                verdict,
                previous,
                computed);
    }
}

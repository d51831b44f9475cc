package federzug.ceremony;

import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.document.Digest;
import federzug.document.PreparedPdf;
import federzug.notice.Notice;
import federzug.signing.SigningSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All ceremonies, each with its journal. What was saved survives kill and power cut. */
public interface Ceremonies {
    Optional<Ceremony> find(String matter, String agreement);

    /**
     * In the order of the agreements' keys.
     *
     * @throws CeremonyException {@code ceremony.stored.unreadable} if one of them cannot be read
     */
    List<Ceremony> ofMatter(String matter);

    /** The keys of the agreements that have one, in their order; also of those that cannot be read. */
    List<String> agreements(String matter);

    /**
     * Works out a ceremony that cannot be read any more from its journal and documents, and keeps it. Devices, other ways
     * and deadlines are taken from its turns as far as they are there, else from the data.
     *
     * @param accepted versions of the data that can be read, newest first
     * @throws CeremonyException if the journal is not whole, or a document or the persons it needs are not there; nothing
     *     is changed then
     */
    Ceremony repair(String matter, String agreement, List<StoredMatter> accepted, Acting acting, Instant at);

    /**
     * Keeps a move, its journal entries and the session it begins or ends in one commit.
     *
     * @param at time of the move, truncated to microseconds
     * @return the ceremony as it is kept now; further moves start from it
     * @throws CeremonyException {@code ceremony.save.overtaken} if the ceremony was changed in between, {@code
     *     ceremony.save.outdated} if somebody would sign an outdated document; nothing is stored
     */
    Ceremony save(Moved moved, Acting acting, Instant at);

    /**
     * Data that are accepted in the same transaction give another text: from now on nobody signs the document, until it
     * was prepared again or turns out to be the right one.
     *
     * @throws CeremonyException {@code ceremony.save.overtaken} if the ceremony was changed since it was read
     */
    void outdated(Ceremony ceremony);

    /** The document is the one that the accepted data give, whatever was said of it before. */
    void current(Ceremony ceremony);

    /** Opens a ceremony and saves it. */
    default Ceremony open(
            String matter,
            String agreement,
            boolean rehearsal,
            Basis basis,
            PreparedPdf prepared,
            List<Signatory> signatories,
            Acting acting,
            Instant at) {
        return save(Ceremony.open(matter, agreement, rehearsal, basis, prepared, signatories), acting, at);
    }

    /** The begun signature of a ceremony, if there is one. */
    Optional<SigningSession> session(String matter, String agreement);

    /** A ceremony by its keys. */
    record Named(String matter, String agreement) {}

    /** Ceremonies in which a signature was begun before that time and is not finished. One query. */
    List<Named> begunBefore(Instant time);

    /** What has happened, oldest first. */
    List<JournalEntry> journal(String matter, String agreement);

    /**
     * A cheap mark of change: another value as soon as anything has happened in a signing of that matter. One query.
     */
    Digest lastEntry(String matter);

    /**
     * Matters in which everybody has signed an agreement that is not closed yet, each with a mark that is another one as
     * soon as anything has happened in such an agreement. One query.
     */
    Map<String, Digest> signedNotClosed();

    /** Recomputes the journal's hash chain; empty if nothing was changed, removed or added. */
    List<Notice> auditJournal(String matter, String agreement);
}

package federzug.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The press releases, at most one per matter. */
public interface Releases {
    Optional<Release> find(String matter);

    /** Matters whose release or correction a person has let go, and not stopped since, and which has not gone to everybody. */
    List<String> released();

    /**
     * Keeps a release, in one commit or in the caller's.
     *
     * @return as kept, with its new version; the same if nothing has changed
     * @throws ReleaseException if another version was stored since it was found
     */
    Release keep(Release release);

    /**
     * Restores a release whose row cannot be read: to the state that its sending shows, else to none, so that it is
     * drafted again.
     *
     * @param sent the sending of the release itself, if it has begun
     */
    void repair(String matter, Optional<Dispatch> sent, Instant now);
}

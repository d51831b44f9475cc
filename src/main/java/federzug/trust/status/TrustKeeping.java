package federzug.trust.status;

import java.nio.file.Path;
import java.time.Instant;

/** Shows what is trusted, renews it, and carries it to a machine without internet. */
public interface TrustKeeping {
    /** @throws federzug.notice.NoticedException if a source named by hand cannot be read */
    TrustOverview show(TrustSource source);

    /** Fetches the EU's lists again; the status reports what could not be fetched. */
    TrustOverview refresh();

    /**
     * Writes the EU's lists and the certificates they are checked with into a signed bundle.
     *
     * @throws federzug.notice.NoticedException if nothing believable is there, or no key is configured
     */
    Bundle export(Path file);

    /**
     * Takes over a bundle, all or nothing.
     *
     * @param older also if it is older than what is there
     * @throws federzug.notice.NoticedException if it is not signed as configured, altered, or not believable
     */
    Bundle bringIn(Path file, boolean older);

    /**
     * @param created when it was exported
     * @param origin address of the list of lists in it
     * @param sequence number of that list
     * @param lists how many lists are in it
     * @param signer name of the certificate that signed it
     */
    record Bundle(Path file, Instant created, String origin, int sequence, int lists, String signer) {}
}

package federzug.pipeline.doctor;

import federzug.notice.Notice;
import java.util.List;

/** What only the start of the application knows: which settings are in force, and how Java was started. */
public interface Installation {
    /**
     * A setting that is in force.
     *
     * @param value where a secret is found, never the secret
     * @param source German, where it stands
     */
    record InForce(String key, String value, String source) {}

    /** All that were set, by key. */
    List<InForce> inForce();

    /** Which configuration file counts, and which are there but do not. */
    List<Notice> files();

    /** Whether Java starts with an archive of classes. */
    List<Notice> archive();
}

package federzug.pipeline;

import java.time.Instant;

/** What the database says of itself. */
public interface DatabaseFacts {
    /** By the clock of the machine it runs on. */
    Instant now();

    /** Name and version. */
    String product();

    /** How often the schema was brought up to date. */
    int migrations();

    /** Version of the schema. */
    String newest();
}

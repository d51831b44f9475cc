package federzug.ceremony;

import federzug.document.Digest;
import java.time.Instant;

/**
 * A returned copy that could not be judged when it came, for a reason that is not its sender's.
 *
 * @param copy digest of the file as it came
 * @param name of the file, for messages only
 * @param reason code of the notice that says why
 * @param since when it came
 */
public record ParkedCopy(String matter, String agreement, Digest copy, String name, String reason, Instant since) {}

package federzug.release;

import federzug.agreement.PressRelease;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The facts that decide whether a release may go out.
 *
 * @param data as they are now
 * @param everybodyValidlySigned every agreement of the matter, by every signatory, with a good verdict
 * @param zone in which the times of the data are meant
 */
public record Circumstances(
        PressRelease data, Instant now, boolean everybodyValidlySigned, ZoneId zone, boolean rehearsal) {}

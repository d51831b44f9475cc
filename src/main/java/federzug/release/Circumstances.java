package federzug.release;

import federzug.agreement.PressRelease;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The facts that decide whether a release may go out.
 *
 * @param data as they are now
 * @param everybodyValidlySigned every agreement of the matter, by every signatory, with a good verdict
 * @param zone in which the times of the data are meant
 * @param clearance what named persons said about it
 */
public record Circumstances(
        PressRelease data,
        Instant now,
        boolean everybodyValidlySigned,
        ZoneId zone,
        boolean rehearsal,
        Clearance clearance) {
    /** Where nobody has to release it. */
    public Circumstances(
            PressRelease data, Instant now, boolean everybodyValidlySigned, ZoneId zone, boolean rehearsal) {
        this(data, now, everybodyValidlySigned, zone, rehearsal, Clearance.NOT_ASKED);
    }

    /** In the doubled hour of October the later one is meant: waiting an hour is better than being early. */
    public static Instant instant(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}

package federzug.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A municipality, district or association that concludes an agreement.
 *
 * @param district {@code landkreis}, empty for a Kreisfreie Stadt
 * @param councilDecision {@code ratsbeschluss}, if the council has voted
 */
public record Municipality(
        String key,
        String name,
        Status status,
        String district,
        @Nullable CouncilDecision councilDecision) {

    /** Legal status under SächsGemO and SächsLKrO. */
    public enum Status {
        GEMEINDE,
        STADT,
        GROSSE_KREISSTADT,
        KREISFREIE_STADT,
        LANDKREIS,
        VERBAND
    }

    public record CouncilDecision(LocalDate date, String number) {}
}

package federzug.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A municipality, district or association that concludes an agreement.
 *
 * @param district {@code landkreis}, empty for a Kreisfreie Stadt
 * @param councilDecision {@code ratsbeschluss}, if the council has voted
 * @param sorbianName {@code name_sorbisch}, empty if there is none
 * @param entity {@code rechtstraeger} and {@code anschrift}
 * @param decisionNeeded {@code beschluss_noetig}: the council has to vote before anybody signs
 */
public record Municipality(
        String key,
        String name,
        Status status,
        String district,
        @Nullable CouncilDecision councilDecision,
        String sorbianName,
        LegalEntity entity,
        boolean decisionNeeded) {

    public Municipality(
            String key, String name, Status status, String district, @Nullable CouncilDecision councilDecision) {
        this(key, name, status, district, councilDecision, "", LegalEntity.UNKNOWN, false);
    }

    /** The law on municipalities (SächsGemO) governs it; a county or an association has laws of its own. */
    public boolean isTown() {
        return status != Status.LANDKREIS && status != Status.VERBAND;
    }

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

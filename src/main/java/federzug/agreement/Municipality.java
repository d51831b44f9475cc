package federzug.agreement;

import federzug.notice.Texts;
import java.time.LocalDate;
import java.util.Locale;
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
    private static final String COUNTY = "Landkreis";

    public Municipality(
            String key, String name, Status status, String district, @Nullable CouncilDecision councilDecision) {
        this(key, name, status, district, councilDecision, "", LegalEntity.UNKNOWN, false);
    }

    /** The law on municipalities (SächsGemO) governs it; a county or an association has laws of its own. */
    public boolean isTown() {
        return status != Status.LANDKREIS && status != Status.VERBAND;
    }

    /** As it stands alone: {@code Crimmitschau}; {@code Landkreis Görlitz}, which is not the town; {@code Vogtlandkreis}. */
    public String label() {
        return status == Status.LANDKREIS && !firstWordEnds("kreis") ? COUNTY + " " + name : name;
    }

    /** As it stands after "für": {@code Crimmitschau}, {@code den Landkreis Görlitz}, {@code den Zweckverband Ost}. */
    public String accusative() {
        boolean common = status == Status.LANDKREIS || status == Status.VERBAND && firstWordEnds("verband");
        return common ? Texts.german().text("agreement.municipality.accusative", label()) : label();
    }

    private boolean firstWordEnds(String kind) {
        return name.split("\\s+")[0].toLowerCase(Locale.GERMAN).endsWith(kind);
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

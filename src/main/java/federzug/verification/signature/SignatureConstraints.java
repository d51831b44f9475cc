package federzug.verification.signature;

import eu.europa.esig.dss.detailedreport.DetailedReport;
import eu.europa.esig.dss.detailedreport.jaxb.XmlBasicBuildingBlocks;
import eu.europa.esig.dss.detailedreport.jaxb.XmlConstraint;
import eu.europa.esig.dss.detailedreport.jaxb.XmlConstraintsConclusion;
import eu.europa.esig.dss.detailedreport.jaxb.XmlStatus;
import federzug.verification.Examination.Constraint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The single rules of EN 319 102-1 that were applied to a signature, in the order of the standard's building blocks. */
public final class SignatureConstraints {
    /**
     * Undefined, forbidden and annotation changes: where the validator only warns, every change was judged by us, one
     * by one, and is reported under changes.
     */
    private static final Set<String> JUDGED_BY_US = Set.of("BBB_FC_DSCNUOM", "BBB_FC_ISVADMDPD", "BBB_FC_DSCNACMDM");

    public static final String OWN = "JUDGED_BY_FEDERZUG";

    private SignatureConstraints() {}

    static List<Constraint> of(DetailedReport report, String signature) {
        XmlBasicBuildingBlocks blocks = report.getBasicBuildingBlockById(signature);
        if (blocks == null) {
            return List.of();
        }
        Map<String, Constraint> rules = new LinkedHashMap<>();
        Stream.<XmlConstraintsConclusion>of(
                        blocks.getFC(),
                        blocks.getISC(),
                        blocks.getVCI(),
                        blocks.getCV(),
                        blocks.getSAV(),
                        blocks.getXCV(),
                        blocks.getAOV(),
                        blocks.getPSV())
                .filter(Objects::nonNull)
                .flatMap(block -> block.getConstraint().stream())
                .filter(rule -> rule.getName() != null && rule.getStatus() != null)
                .map(SignatureConstraints::of)
                .forEach(rule -> rules.merge(rule.rule(), rule, SignatureConstraints::worse));
        return List.copyOf(rules.values());
    }

    private static Constraint of(XmlConstraint rule) {
        boolean own = rule.getStatus() == XmlStatus.WARNING
                && JUDGED_BY_US.contains(rule.getName().getKey());
        return new Constraint(
                rule.getName().getKey(), own ? OWN : rule.getStatus().name().replace(' ', '_'));
    }

    /** The rule that a message of the validator is about: its answers bear the key of the question with an ending. */
    public static String ruleOf(String message) {
        return message.replaceFirst("(_(SIG|TSP|REV))?_(ANS[0-9A-Z]*|IND|INV)(_.*)?$", "");
    }

    /** A rule applied several times counts once, with its worst result. */
    private static Constraint worse(Constraint one, Constraint other) {
        return one.result().equals("OK") || one.result().equals("IGNORED") ? other : one;
    }
}

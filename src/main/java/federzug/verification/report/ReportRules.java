package federzug.verification.report;

import federzug.document.Sheet.Block;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Table;
import federzug.notice.Texts;
import federzug.verification.Examination.Constraint;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.signature.SignatureConstraints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists the rules of the standard that were applied, each once for all signatures: what was not met comes first. */
public final class ReportRules {
    private static final String TEXT = "verification.rule.";

    private final List<SignatureFacts> signatures;
    private final Texts texts;
    private final Map<String, Map<Outcome, List<Integer>>> rules = new LinkedHashMap<>();

    ReportRules(List<SignatureFacts> signatures, Texts texts) {
        this.signatures = signatures;
        this.texts = texts;
    }

    private enum Outcome {
        BROKEN,
        REMARKED,
        OWN,
        MET,
        SKIPPED
    }

    /** The statement of a rule: what is so if it is met. */
    public static String text(String rule, Texts texts) {
        String code = TEXT + rule.toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.has(code) ? texts.text(code) : texts.text("verification.report.rule-other", rule);
    }

    List<Block> blocks() {
        for (int i = 0; i < signatures.size(); i++) {
            collect(i + 1, signatures.get(i));
        }
        if (rules.isEmpty()) {
            return List.of();
        }
        List<List<Paragraph>> rows = new ArrayList<>();
        rules.entrySet().stream()
                .sorted(Comparator.comparing(rule -> worst(rule.getValue())))
                .forEach(rule -> rows.add(List.of(
                        Paragraph.small(text(rule.getKey(), texts)), Paragraph.small(outcome(rule.getValue())))));
        return List.of(
                new Heading(3, texts.text("verification.report.annex-rules")),
                Paragraph.of(texts.text("verification.report.annex-rules-intro")),
                new Table(
                        null,
                        List.of(
                                texts.text("verification.report.annex-rule"),
                                texts.text("verification.report.annex-rule-outcome")),
                        List.of(68, 32),
                        true,
                        rows));
    }

    private void collect(int number, SignatureFacts facts) {
        Map<String, Outcome> own = new LinkedHashMap<>();
        for (Constraint rule : facts.technical().constraints()) {
            own.put(rule.rule(), outcome(rule.result()));
        }
        for (String remark : facts.technical().remarks()) {
            own.merge(remark, Outcome.REMARKED, ReportRules::worse);
        }
        own.forEach((rule, outcome) -> rules.computeIfAbsent(rule, any -> new EnumMap<>(Outcome.class))
                .computeIfAbsent(outcome, any -> new ArrayList<>())
                .add(number));
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Outcome outcome(String result) {
        return switch (result) {
            case "OK" -> Outcome.MET;
            case "NOT_OK" -> Outcome.BROKEN;
            case "WARNING" -> Outcome.REMARKED;
            case SignatureConstraints.OWN -> Outcome.OWN;
            default -> Outcome.SKIPPED;
        };
    }

    private static Outcome worst(Map<Outcome, List<Integer>> outcomes) {
        return outcomes.keySet().iterator().next();
    }

    private String outcome(Map<Outcome, List<Integer>> outcomes) {
        List<String> parts = new ArrayList<>();
        outcomes.forEach((outcome, numbers) -> {
            String word =
                    texts.text("verification.report.rule-" + outcome.name().toLowerCase(Locale.ROOT));
            boolean all = numbers.size() == signatures.size();
            parts.add(
                    all
                            ? word
                            : texts.text(
                                    "verification.report.rule-of",
                                    word,
                                    String.join(
                                            ", ",
                                            numbers.stream()
                                                    .map(String::valueOf)
                                                    .toList())));
        });
        return String.join("; ", parts);
    }
}

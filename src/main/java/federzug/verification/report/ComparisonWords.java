package federzug.verification.report;

import federzug.document.Sheet;
import federzug.document.Sheet.Banner;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Tone;
import federzug.notice.Texts;
import federzug.verification.Comparison;
import federzug.verification.Examination;
import federzug.verification.Verdict;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes a comparison of two copies in words. */
public final class ComparisonWords {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Comparison comparison;
    private final Texts texts;

    public ComparisonWords(Comparison comparison, Texts texts) {
        this.comparison = comparison;
        this.texts = texts;
    }

    public List<String> sentences() {
        List<String> said = new ArrayList<>();
        said.add(texts.text("verification.compare." + comparison.outcome().word()));
        covered(said, "shared", comparison.shared());
        covered(said, "only-first", comparison.onlyFirst());
        covered(said, "only-second", comparison.onlySecond());
        covered(said, "broken-first", comparison.brokenFirst());
        covered(said, "broken-second", comparison.brokenSecond());
        said.addAll(comparison.changes());
        comparison.gone().forEach(words -> said.add(texts.text("verification.compare.gone", words)));
        comparison.added().forEach(words -> said.add(texts.text("verification.compare.added", words)));
        boolean wordsMatter = comparison.outcome().ordinal() > Comparison.Outcome.SAME_SIGNED.ordinal();
        if (wordsMatter && comparison.gone().isEmpty() && comparison.added().isEmpty()) {
            said.add(texts.text("verification.compare.same-words"));
        }
        return said;
    }

    private void covered(List<String> said, String what, List<String> names) {
        if (!names.isEmpty()) {
            said.add(texts.text("verification.compare." + what, String.join(", ", names)));
        }
    }

    public Sheet sheet(ZoneId zone) {
        Examination one = comparison.first().examination();
        Examination other = comparison.second().examination();
        ReportWords words = new ReportWords(texts, zone);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, texts.text("verification.compare.title")));
        List<String> sentences = sentences();
        blocks.add(new Banner(
                comparison.isSame() ? Tone.GOOD : Tone.BAD,
                texts.text("verification.compare." + (comparison.isSame() ? "headline-same" : "headline-different")),
                sentences.get(0)));
        blocks.add(words.facts(List.of(
                words.row("verification.compare.first", one.file() + ": " + verdict(comparison.first())),
                words.code("verification.report.digest", one.sha256().hex()),
                words.row("verification.compare.second", other.file() + ": " + verdict(comparison.second())),
                words.code("verification.report.digest", other.sha256().hex()),
                words.row("verification.report.examined", words.time(one.examinedAt())),
                words.row("verification.report.checker", words.checker()))));
        if (sentences.size() > 1) {
            blocks.add(new Heading(2, texts.text("verification.compare.details")));
            blocks.add(new Items(
                    false,
                    sentences.subList(1, sentences.size()).stream()
                            .map(Paragraph::of)
                            .toList()));
        }
        String language = texts.locale().getLanguage().equals("de") ? "de-DE" : "en";
        return new Sheet(
                texts.text("verification.compare.title"),
                language,
                texts.text(
                        "verification.compare.footer",
                        one.sha256().brief(),
                        other.sha256().brief()),
                blocks);
    }

    private String verdict(Verdict verdict) {
        return texts.text("verification.report." + verdict.word().toLowerCase(Locale.ROOT));
    }

    public static String json(Comparison comparison) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", "federzug-compare-1");
        json.put("outcome", comparison.outcome().name());
        json.put("same", comparison.isSame());
        ArrayNode files = json.putArray("files");
        for (Verdict verdict : List.of(comparison.first(), comparison.second())) {
            files.addObject()
                    .put("file", verdict.examination().file())
                    .put("sha256", verdict.examination().sha256().hex())
                    .put("verdict", verdict.word());
        }
        write(json.putArray("sharedSignatures"), comparison.shared());
        write(json.putArray("onlyFirst"), comparison.onlyFirst());
        write(json.putArray("onlySecond"), comparison.onlySecond());
        write(json.putArray("brokenFirst"), comparison.brokenFirst());
        write(json.putArray("brokenSecond"), comparison.brokenSecond());
        write(json.putArray("wordsGone"), comparison.gone());
        write(json.putArray("wordsAdded"), comparison.added());
        write(json.putArray("changes"), comparison.changes());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static void write(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}

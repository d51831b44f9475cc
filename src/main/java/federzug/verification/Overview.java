package federzug.verification;

import federzug.document.Sheet;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.verification.report.ReportWords;
import federzug.verification.report.SheetHtml;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Many checked files on one page and in one table. Keeps one row per file, not the reports themselves. */
public final class Overview {
    private final Texts texts;
    private final ZoneId zone;
    private final List<Row> rows = new ArrayList<>();
    private boolean rehearsal;

    public Overview(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    private record Row(String path, String digest, String verdict, String signers, String reason, String report) {}

    /**
     * @param path as given on the command line
     * @param report name of the report, empty if there is none
     */
    public void add(String path, Verdict verdict, String report) {
        Examination examination = verdict.examination();
        rehearsal |= examination.rehearsal();
        String signers = examination.signatures().stream()
                .map(Examination.SignatureFacts::signer)
                .collect(Collectors.joining(", "));
        rows.add(new Row(path, examination.sha256().hex(), verdict.word(), signers, reason(examination), report));
    }

    /** The first and heaviest finding; the rest is in the report. */
    private String reason(Examination examination) {
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            for (Finding finding : examination.findings()) {
                boolean consequence = examination.validWhenSigned() && !finding.isChange();
                if (finding.notice().severity() == severity && !consequence) {
                    return texts.text(finding.notice());
                }
            }
        }
        return "";
    }

    /** Words of the JSON contract with their number. */
    public Map<String, Long> tally() {
        Map<String, Long> tally = new LinkedHashMap<>();
        for (String word : List.of("VALID", "UNDECIDED", "INVALID")) {
            tally.put(
                    word,
                    rows.stream().filter(row -> row.verdict().equals(word)).count());
        }
        return tally;
    }

    public String html(Instant now) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, texts.text("verification.overview.title")));
        Map<String, Long> tally = tally();
        blocks.add(Paragraph.of(texts.text(
                "verification.overview.tally",
                rows.size(),
                tally.get("VALID"),
                tally.get("UNDECIDED"),
                tally.get("INVALID"),
                new ReportWords(texts, zone).time(now))));
        blocks.add(new Table(
                null,
                List.of(head("file"), head("verdict"), head("signers"), head("reason"), head("report")),
                List.of(24, 14, 22, 26, 14),
                true,
                rows.stream().map(this::cells).toList()));
        String language = texts.locale().getLanguage().equals("de") ? "de-DE" : "en";
        Sheet sheet = new Sheet(
                texts.text("verification.overview.title"),
                language,
                texts.text("verification.overview.footer"),
                blocks);
        return new SheetHtml(sheet, rehearsal ? texts.text("verification.report.rehearsal-mark") : "").document();
    }

    private List<Paragraph> cells(Row row) {
        Paragraph verdict = new Paragraph(List.of(new Run(word(row.verdict()), Emphasis.STRONG)));
        return List.of(
                Paragraph.of(row.path()),
                verdict,
                Paragraph.of(row.signers()),
                Paragraph.of(row.reason()),
                Paragraph.of(row.report()));
    }

    /** For a spreadsheet: semicolons, UTF-8 with its mark, one line per file. */
    public String csv() {
        StringBuilder csv = new StringBuilder("\uFEFF");
        line(
                csv,
                List.of(
                        head("file"),
                        head("digest"),
                        head("verdict"),
                        head("signers"),
                        head("reason"),
                        head("report")));
        rows.forEach(row -> line(
                csv,
                List.of(row.path(), row.digest(), word(row.verdict()), row.signers(), row.reason(), row.report())));
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<String> cells) {
        csv.append(cells.stream().map(Overview::quoted).collect(Collectors.joining(";")))
                .append("\r\n");
    }

    /** Names come from strangers: a cell that begins like a formula is defused. */
    private static String quoted(String cell) {
        String safe = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
        return "\"" + safe.replace("\"", "\"\"").replaceAll("[\\r\\n]+", " ") + "\"";
    }

    private String head(String what) {
        return texts.text("verification.overview." + what);
    }

    private String word(String verdict) {
        return texts.text("verification.overview." + verdict.toLowerCase(Locale.ROOT));
    }
}

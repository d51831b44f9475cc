package federzug.verification;

import federzug.document.Sheet;
import federzug.notice.Texts;
import federzug.verification.report.ReportJson;
import federzug.verification.report.ReportSheet;
import federzug.verification.report.SheetHtml;
import federzug.verification.report.SignatureLines;
import java.time.ZoneId;
import java.util.List;

/**
 * A verdict as people and programs read it: all forms from one model. The sheet is the model of the pages; HTML is
 * written from the same sheet, so that both say the same.
 *
 * @param matter name of the matter, empty for a foreign document
 * @param fileReference the file reference to put on page one, empty if none
 */
public record Report(Verdict verdict, String matter, String fileReference) {
    /** The pages to be rendered; page one is the Prüfvermerk. */
    public Sheet sheet(Texts texts, ZoneId zone) {
        return new ReportSheet(this, texts, zone).sheet();
    }

    /** One HTML file: no script, prints well, WCAG 2.1 AA. */
    public String html(Texts texts, ZoneId zone) {
        Examination examination = verdict.examination();
        String mark = examination.rehearsal() ? texts.text("verification.report.rehearsal-mark") : "";
        return new SheetHtml(sheet(texts, zone), mark).document();
    }

    /** Each signature, and each that is missing, with what became of it. */
    public List<SignatureLine> signatures(Texts texts, ZoneId zone) {
        return new SignatureLines(verdict.examination(), texts, zone).all();
    }

    /** The object of the JSON contract ({@code check --json} is an array of these). */
    public String json(Texts texts, ZoneId zone) {
        return new ReportJson(verdict, texts, zone).text();
    }
}

package federzug.pipeline.checking;

import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.verification.Report;
import federzug.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the four forms of a report and stores each. */
@Component
public class Reports {
    private final Rendering rendering;
    private final DocumentStore store;
    private final ZoneId zone;

    Reports(Rendering rendering, DocumentStore store, Clock clock) {
        this.rendering = rendering;
        this.store = store;
        this.zone = clock.getZone();
    }

    /**
     * @param name without ending, for example {@code pruefbericht}
     * @return file name → content, the PDF among them under {@code name + ".pdf"}
     */
    public Map<String, Content> make(Report report, String name) {
        return make(report, name, Texts.german());
    }

    public Map<String, Content> make(Report report, String name, Texts texts) {
        Verdict verdict = report.verdict();
        Map<String, Content> files = new LinkedHashMap<>();
        files.put(name + ".html", put(name + ".html", report.html(texts, zone)));
        Marks marks = Marks.rehearsal(verdict.examination().rehearsal());
        ArchivalPdf pdf = rendering.render(report.sheet(texts, zone), name + ".pdf", marks);
        files.put(name + ".pdf", pdf.content());
        files.put(name + ".json", put(name + ".json", report.json(texts, zone)));
        if (!verdict.examination().etsiReport().isEmpty()) {
            files.put(
                    name + "-etsi.xml",
                    put(name + "-etsi.xml", verdict.examination().etsiReport()));
        }
        return files;
    }

    /** One form, of which nothing is stored; empty if the check has none of it. */
    Optional<byte[]> form(Report report, ReportForm form, Texts texts) {
        return switch (form) {
            case HTML -> Optional.of(bytes(report.html(texts, zone)));
            case JSON -> Optional.of(bytes(report.json(texts, zone)));
            case ETSI ->
                Optional.of(report.verdict().examination().etsiReport())
                        .filter(xml -> !xml.isEmpty())
                        .map(Reports::bytes);
            case PDF -> Optional.of(pdf(report, texts));
        };
    }

    private byte[] pdf(Report report, Texts texts) {
        DocumentStore passing = new InMemoryDocumentStore();
        ArchivalPdf pdf = rendering
                .over(passing)
                .render(
                        report.sheet(texts, zone),
                        "pruefbericht.pdf",
                        Marks.rehearsal(report.verdict().examination().rehearsal()));
        return passing.bytes(pdf.content().digest());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Content put(String name, String text) {
        return store.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}

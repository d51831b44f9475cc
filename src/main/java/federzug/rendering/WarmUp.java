package federzug.rendering;

import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.notice.Texts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.docx4j.jaxb.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first document of a process waits for longest: the contexts of the Word library, FOP's tables and the usual
 * fonts. Called early, this is done beside the start of the application.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {}

    /** Returns at once; whoever renders in the meantime is not disturbed. */
    public static void begin() {
        start("warm-up-reading", Context::getWmlObjectFactory);
        start("warm-up-setting", WarmUp::setAPage);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // The first document will say it to somebody who waits for an answer.
                        LOG.debug("warm-up", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void setAPage() {
        Sheet sheet = new Sheet(
                "Probe",
                "de-DE",
                "",
                List.of(
                        new Sheet.Heading(1, "Probe"),
                        Sheet.Paragraph.of("§ 1 Probe"),
                        new Sheet.Items(false, List.of(Sheet.Paragraph.of("Probe")))));
        Typesetter press = Rendering.press();
        try (Images images = new Images(press.pictures())) {
            byte[] pdf = press.set(
                    "probe.pdf",
                    Instant.EPOCH,
                    fo -> new SheetEmitter(fo, sheet, Marks.NONE, Texts.german(), images).emit());
            Finish.finish("probe.pdf", pdf, List.of(), new byte[0]);
        } catch (IOException e) {
            LOG.debug("warm-up", e);
        }
    }
}

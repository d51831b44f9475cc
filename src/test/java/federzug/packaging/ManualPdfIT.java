package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ManualPdfIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void theWholeManualIsOneAccessibleArchivalPdfAndTheSameEachTime() throws IOException {
        ManualPages manual = new ManualPages(Path.of("docs/handbuch"));
        // Rendering proves it, or refuses.
        byte[] pdf = manual.pdf(CLOCK);

        assertThat(manual.pdf(CLOCK)).isEqualTo(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Worum es geht", "Wenn etwas schiefgeht", "./federzug run examples/crimmitschau");
            assertThat(document.getNumberOfPages()).isGreaterThan(30);
        }
    }
}

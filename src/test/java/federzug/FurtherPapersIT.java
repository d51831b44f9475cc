package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds a signing is filled from the data of the matter, as Word file and as PDF. */
class FurtherPapersIT {
    @TempDir
    Path folder;

    @Test
    void fillsWhatSurroundsASigning() throws IOException {
        assertThat(federzug("prepare", "examples/crimmitschau").exit()).isZero();
        CommandLineInside.Ended ended = federzug("template", "fill", "crimmitschau-2021");
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        Path out = folder.resolve("out/crimmitschau-2021");
        for (String name : new String[] {"ratsvorlage", "einladung", "ablaufplan", "urkunde"}) {
            assertThat(out.resolve(name + ".docx")).isNotEmptyFile();
            assertThat(text(out.resolve(name + ".pdf"))).contains("PROBE – nicht rechtsverbindlich", "Crimmitschau");
        }
        assertThat(text(out.resolve("urkunde.pdf")))
                .contains("Kein Original", "Lutz Rodig, Polizeipräsident, Polizeidirektion Zwickau");
        assertThat(text(out.resolve("ablaufplan.pdf")))
                .containsSubsequence("Beginn", "1 André Raphael", "2 Lutz Rodig", "3 Sven Forkert", "Danach")
                .contains("geht nach ihrer Freigabe hinaus");
        assertThat(text(out.resolve("ratsvorlage.pdf"))).contains("Gremium: Stadtrat");

        assertThat(federzug("template", "fill", "crimmitschau-2021", "anschreiben")
                        .exit())
                .isZero();
        String today = LocalDate.now(ZoneId.of("Europe/Berlin"))
                .format(DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMANY));
        assertThat(text(out.resolve("anschreiben.pdf")))
                .contains("Datum: " + today, "Sie ist für den 1. Dezember 2021 zur Unterzeichnung");

        CommandLineInside.Ended wrong = federzug("template", "fill", "crimmitschau-2021", "einladnug");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("„einladnug“", "einladung");
        assertThat(federzug("template", "fill", "nirgends").err()).contains("keinen Vorgang „nirgends“");
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("[ \u00a0\n]+", " ");
        }
    }

    private CommandLineInside.Ended federzug(String... arguments) {
        return CommandLineInside.run(
                Federzug::start,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--home",
                                        folder.resolve("home").toString(),
                                        "--out",
                                        folder.resolve("out").toString(),
                                        "--plain"))
                        .toArray(String[]::new));
    }
}

package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that repair what others refuse: none of them shows what the report does not tell. */
class ViewerIT {
    @TempDir
    private static Path folder;

    private static ForeignSpecimen other;
    private static RawPdf good;

    @BeforeAll
    static void sign() {
        Program.require("pdftotext", "poppler-utils");
        Program.require("mutool", "mupdf-tools");
        other = new ForeignSpecimen(new SignedSpecimen());
        byte[] form = RawPdf.withTable(ForeignSpecimen.form());
        good = new RawPdf(other.sign(form, "raphael", ForeignSpecimen.plainly()));
    }

    private enum Viewer {
        POPPLER,
        MUPDF;

        String shows(byte[] pdf) throws IOException {
            Path in = Files.write(folder.resolve("in.pdf"), pdf);
            Path out = folder.resolve("out.txt");
            Files.deleteIfExists(out);
            if (this == POPPLER) {
                Program.run("pdftotext", "-layout", in.toString(), out.toString());
            } else {
                Program.run("mutool", "draw", "-q", "-F", "txt", "-o", out.toString(), in.toString());
            }
            return Files.exists(out)
                    ? Files.readString(out).replaceAll("\\s+", " ").strip()
                    : "";
        }
    }

    private static Map<String, Function<RawPdf, byte[]>> updates() {
        HonestUpdates honest = new HonestUpdates(other.room.trust.timestamps(true));
        Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>(UpdateAlterations.all());
        all.putAll(honest.ofSigning());
        all.putAll(honest.ofFilling());
        return all;
    }

    @Test
    void nothingOtherIsShownOfWhatIsValid() throws IOException {
        int other = 0;
        for (Viewer viewer : Viewer.values()) {
            String signed = viewer.shows(good.file);
            assertThat(signed).contains("1000 Euro");
            for (Map.Entry<String, Function<RawPdf, byte[]>> update : updates().entrySet()) {
                byte[] file = update.getValue().apply(good);
                if (viewer.shows(file).equals(signed)) {
                    continue;
                }
                other++;
                Verdict verdict = ViewerIT.other.verify(file);
                boolean told = verdict.examination().findings().stream()
                        .anyMatch(finding ->
                                finding.isChange() && !finding.notice().code().endsWith("update-without-effect"));
                assertThat(told || !verdict.isValid())
                        .as("%s shows something else: %s", viewer, update.getKey())
                        .isTrue();
            }
        }
        // Else the specimens would prove nothing.
        assertThat(other).isGreaterThan(40);
    }

    @Test
    void whatIsHiddenFromTheTableIsShownByOneOfThem() throws IOException {
        byte[] hidden =
                UpdateAlterations.all().get("hidden content, no root (table)").apply(good);
        assertThat(Viewer.POPPLER.shows(hidden) + Viewer.MUPDF.shows(hidden)).contains("9000 Euro");
    }
}

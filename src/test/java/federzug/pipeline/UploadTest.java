package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.pipeline.folder.UploadedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {
    @ParameterizedTest
    @CsvSource({
        "vertrag.pdf, vertrag.pdf",
        "Entwurf für Köln.pdf, Entwurf für Köln.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\x\\vertrag.pdf, vertrag.pdf",
        "a<b>:c|d?.pdf, abcd.pdf",
        ".., datei",
        "'', datei",
        "ordner/, datei"
    })
    void itsNameIsNeverAPath(String given, String name) {
        assertThat(new Upload(given, new byte[0]).name()).isEqualTo(name);
    }

    @Test
    void aNameIsBoundedAndKeepsItsEnding() {
        assertThat(new Upload("x".repeat(5000) + ".pdf", new byte[0]).name())
                .hasSizeLessThan(200)
                .endsWith(".pdf");
    }

    @Test
    void aFileThatCannotBeReadIsNoEndOfTheOthers(@TempDir Path folder) throws IOException {
        Path good = Files.write(folder.resolve("da.pdf"), new byte[] {1, 2, 3});
        Iterator<Upload> uploads =
                Upload.each(List.of(folder.resolve("fehlt.pdf"), good), 2).iterator();

        assertThatThrownBy(uploads::next).isInstanceOf(PipelineException.class).hasMessage("pipeline.check.no-file");
        assertThat(uploads.next().content())
                .as("no more than one byte beyond what is taken")
                .hasSize(3);
        assertThat(uploads.hasNext()).isFalse();
    }

    @Test
    void nothingStaysOfItsFile() throws IOException {
        Path path;
        try (UploadedFile file = UploadedFile.of(new Upload("x.pdf", new byte[] {7}))) {
            path = file.path();
            assertThat(Files.readAllBytes(path)).containsExactly(7);
        }
        assertThat(path.getParent()).doesNotExist();
    }
}

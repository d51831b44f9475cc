package federzug.pipeline.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.NoticedException.Kind;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
    private static final Path HOME = Path.of("home");

    @Test
    void refusesToBeginOnAFullDiskAndSaysWhatHelps() {
        FreeSpace full = new FreeSpace(HOME, folder -> 3_000_000);
        assertThatThrownBy(full::require).isInstanceOfSatisfying(PipelineException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.FAILURE);
            assertThat(Texts.german().line(e.notices().get(0)))
                    .contains("3\u00a0MB sind frei", "50\u00a0MB", "federzug resume");
        });
    }

    @Test
    void reportsNothingWhereThereIsRoomOrItIsUnknown() {
        assertThatCode(new FreeSpace(HOME, folder -> 50_000_000)::require).doesNotThrowAnyException();
        assertThat(new FreeSpace(HOME, folder -> {
                            throw new IOException();
                        })
                        .shortage())
                .isEmpty();
    }

    @Test
    void reportsTheFreeSpaceToTheDoctor() {
        assertThat(new FreeSpace(HOME, folder -> 900_000_000_000L).room().severity())
                .isEqualTo(Severity.NOTE);
        assertThat(new FreeSpace(HOME, folder -> 90_000_000).room().severity()).isEqualTo(Severity.WARNING);
        assertThat(new FreeSpace(HOME, folder -> 3_000_000).room().severity()).isEqualTo(Severity.ERROR);
        assertThat(new FreeSpace(HOME, folder -> {
                            throw new IOException();
                        })
                        .room()
                        .severity())
                .isEqualTo(Severity.NOTE);
    }
}

package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.delivery.AMailroom;
import federzug.delivery.DeliveryException;
import federzug.notice.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String MISSING = "delivery.settings.password";

    @TempDir
    Path folder;

    @Test
    void readsAFileOfItsOwnerWithoutTheLastLineBreak() throws Exception {
        assertThat(Secrets.read(AMailroom.secret(folder.resolve("kennwort"), "ge heim\n"), "", MISSING))
                .isEqualTo("ge heim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rwx------"})
    void refusesAFileThatOthersCanReadOrThatIsAProgram(String rights) throws Exception {
        Path file = Path.of(AMailroom.secret(folder.resolve("kennwort"), "geheim"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        assertThatThrownBy(() -> Secrets.read(file.toString(), "", MISSING))
                .isInstanceOfSatisfying(DeliveryException.class, refusal -> {
                    String text = Texts.german().text(refusal.notices().get(0));
                    assertThat(text).contains("chmod 600", file.toString()).doesNotContain("geheim");
                });
    }

    @Test
    void readsAVariableOfTheEnvironment() {
        assertThat(Secrets.read("", "PATH", MISSING)).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Secrets.read("", "FEDERZUG_NICHT_GESETZT", MISSING))
                .hasMessage(MISSING);
        assertThatThrownBy(() -> Secrets.read(folder.resolve("nirgends").toString(), "", MISSING))
                .hasMessage(MISSING);
        assertThatThrownBy(() -> Secrets.read("", "", MISSING)).hasMessage(MISSING);
    }
}

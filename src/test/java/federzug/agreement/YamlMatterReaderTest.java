package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import federzug.testkit.AMatter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class YamlMatterReaderTest {
    private final MatterReader reader = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null)));

    @Test
    void readsTheExampleToTheMatterOfTheTestKit() {
        Reading reading = reader.read(Path.of("examples/crimmitschau"));
        assertThat(reading.notices().stream().map(Texts.german()::line)).isEmpty();
        assertThat(reading.matters())
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(java.util.List.of(AMatter.crimmitschau()));
    }
}

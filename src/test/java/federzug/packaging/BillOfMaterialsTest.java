package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    @TempDir
    Path folder;

    @Test
    void theNoticeNamesEachLibraryWithItsLicences() throws IOException {
        BillOfMaterials bill = bill("""
                {"components":[
                 {"group":"org.verapdf","name":"parser","version":"1.30.2","licenses":[{"license":{"id":"GPL-3.0-only"}},{"license":{"name":"MPL 2"}}]},
                 {"group":"antlr","name":"antlr","version":"2.7.7","licenses":[{"expression":"BSD-3-Clause"}]}]}
                """);

        assertThat(bill.notice("Wahl.\n"))
                .contains(
                        "Wahl.\n\nantlr:antlr 2.7.7: BSD-3-Clause\norg.verapdf:parser 1.30.2: GPL-3.0-only oder MPL 2\n");
    }

    @Test
    void aLibraryWithoutALicenceIsNotShipped() {
        assertThatThrownBy(() -> bill("""
                {"components":[{"group":"a","name":"b","version":"1","purl":"pkg:maven/a/b@1"}]}
                """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pkg:maven/a/b@1");
    }

    private BillOfMaterials bill(String json) throws IOException {
        return BillOfMaterials.read(Files.writeString(folder.resolve("bom.json"), json));
    }
}

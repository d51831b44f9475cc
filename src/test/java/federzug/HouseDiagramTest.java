package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** Draws the rooms and their arrows as they are in the code, for PlantUML. */
class HouseDiagramTest {
    private static final Path FOLDER = Path.of("target", "house-plan");

    @Test
    void drawsEveryRoomWithItsArrows() throws IOException {
        ApplicationModules rooms = ApplicationModules.of(Federzug.class);
        new Documenter(rooms, Documenter.Options.defaults().withOutputFolder(FOLDER.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML))
                .writeIndividualModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML));
        String all = Files.readString(FOLDER.resolve("components.puml"));
        assertThat(rooms.stream()
                        .map(room -> room.getIdentifier().toString())
                        .filter(name -> !Files.exists(FOLDER.resolve("module-" + name + ".puml"))))
                .as("rooms without a diagram of their own")
                .isEmpty();
        assertThat(all)
                .contains("@startuml", "Federzug.Ceremony --> Federzug.Federzug.Signing")
                .doesNotContain("Federzug.Signing --> Federzug.Federzug.Ceremony");
    }
}

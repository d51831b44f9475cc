package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import federzug.houseplan.HousePlan;
import federzug.houseplan.InnerRooms;
import federzug.houseplan.SourceRules;
import federzug.houseplan.SourceStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** The house plan holds: docs/house-plan.md, section 2. That each rule can fail is shown by its neighbour. */
class HousePlanTest {
    private static final Path SOURCES = Path.of("src/main/java/federzug");
    private static final Path DRAWN = Path.of("target", "house-plan");
    private static final Set<String> DOOR = Set.of(
            "notice",
            "agreement",
            "document",
            "trust :: status",
            "verification",
            "ceremony",
            "release",
            "pipeline",
            "pipeline :: *",
            "start");

    /** Column "may import" of the plan. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("notice", Set.of()),
            Map.entry("access", Set.of("notice")),
            Map.entry("file", Set.of()),
            Map.entry("agreement", Set.of("notice")),
            Map.entry("document", Set.of("notice", "file")),
            Map.entry("trust", Set.of("notice", "file")),
            Map.entry("drafting", Set.of("notice", "agreement", "document")),
            Map.entry("rendering", Set.of("notice", "document")),
            Map.entry("signing", Set.of("notice", "agreement", "document", "trust", "trust :: status")),
            Map.entry("verification", Set.of("notice", "agreement", "document", "trust", "trust :: status")),
            Map.entry("delivery", Set.of("notice", "file", "agreement", "document")),
            Map.entry("backup", Set.of("notice", "file", "document")),
            Map.entry("ceremony", Set.of("notice", "agreement", "document", "signing")),
            Map.entry("release", Set.of("notice", "agreement", "document")),
            Map.entry(
                    "pipeline",
                    Set.of(
                            "notice",
                            "file",
                            "agreement",
                            "document",
                            "trust :: status",
                            "drafting",
                            "rendering",
                            "signing",
                            "verification",
                            "delivery",
                            "backup",
                            "ceremony",
                            "release")),
            Map.entry(
                    "start",
                    Set.of("notice", "trust", "drafting", "rendering", "signing", "pipeline", "pipeline :: *")),
            Map.entry("cli", DOOR),
            Map.entry("web", both(DOOR, "access")));

    private static Set<String> both(Set<String> some, String more) {
        Set<String> all = new TreeSet<>(some);
        all.add(more);
        return all;
    }

    @Test
    void noArrowIsOutsideTheTableAndThereIsNoCircle() {
        ApplicationModules.of(Federzug.class).verify();
    }

    /** For PlantUML; here, since finding the rooms takes ten seconds, once for each JVM. */
    @Test
    void drawsEveryRoomWithItsArrows() throws IOException {
        ApplicationModules rooms = ApplicationModules.of(Federzug.class);
        new Documenter(rooms, Documenter.Options.defaults().withOutputFolder(DRAWN.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML))
                .writeIndividualModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML));
        assertThat(rooms.stream()
                        .map(room -> room.getIdentifier().toString())
                        .filter(name -> !Files.exists(DRAWN.resolve("module-" + name + ".puml"))))
                .as("rooms without a diagram of their own")
                .isEmpty();
        assertThat(Files.readString(DRAWN.resolve("components.puml")))
                .contains("@startuml", "Federzug.Ceremony --> Federzug.Federzug.Signing")
                .doesNotContain("Federzug.Signing --> Federzug.Federzug.Ceremony");
    }

    @Test
    void theRoomsSayWhatThePlanSays() throws ReflectiveOperationException, IOException {
        Map<String, Set<String>> said = new TreeMap<>();
        try (Stream<Path> rooms = Files.list(SOURCES).filter(Files::isDirectory)) {
            for (Path room : rooms.toList()) {
                String name = room.getFileName().toString();
                ApplicationModule module =
                        Class.forName("federzug." + name + ".package-info").getAnnotation(ApplicationModule.class);
                said.put(name, new TreeSet<>(List.of(module.allowedDependencies())));
            }
        }
        assertThat(said).isEqualTo(new TreeMap<>(ARROWS));
    }

    @Test
    void everyInnerRoomIsInTheTableAndTheTableHasNoCircle() throws IOException {
        try (Stream<Path> places = Files.walk(SOURCES)) {
            assertThat(places.filter(Files::isDirectory)
                            .map(place -> SOURCES.relativize(place)
                                    .toString()
                                    .replace('\\', '.')
                                    .replace('/', '.'))
                            .filter(place -> place.contains(".")))
                    .containsExactlyInAnyOrderElementsOf(InnerRooms.ARROWS.keySet());
        }
        Set<String> reached = new TreeSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> inner : InnerRooms.ARROWS.entrySet()) {
                String room = inner.getKey().substring(0, inner.getKey().indexOf('.') + 1);
                more |= inner.getValue().stream().allMatch(used -> reached.contains(room + used))
                        && reached.add(inner.getKey());
            }
        }
        assertThat(reached).isEqualTo(InnerRooms.ARROWS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> neverIs() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("federzug");
        return new HousePlan("federzug")
                .rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    @Test
    void noTableIsWrittenByTwoRooms() {
        assertThat(sources().tablesWrittenByAnotherRoom()).isEmpty();
    }

    @Test
    void documentsAndJournalOnlyGrow() {
        assertThat(sources().appendOnlyTablesChanged()).isEmpty();
    }

    @Test
    void noTextIsChosenByAnExceptionsMessage() {
        assertThat(sources().textsChosenByAnExceptionsMessage()).isEmpty();
    }

    @Test
    void noRecordShowsASecret() {
        assertThat(sources().recordsShowingSecrets()).isEmpty();
    }

    @Test
    void noGermanTextIsWrittenInCode() {
        assertThat(sources().germanInCode()).isEmpty();
    }

    @Test
    void noSecretIsAnOptionOfTheCommandLine() {
        assertThat(sources().secretsOnTheCommandLine()).isEmpty();
    }

    @Test
    void nobodyGuessesWhoActs() {
        assertThat(style().guessesWhoActs()).isEmpty();
    }

    @Test
    void systemPropertiesAreSetAtTheStart() {
        assertThat(style().systemPropertiesSetElsewhereThanAtTheStart()).isEmpty();
    }

    @Test
    void noZoneIsWrittenInCode() {
        assertThat(style().zonesWrittenInCode()).isEmpty();
    }

    @Test
    void keysLieOnlyWhereTestKeysMayLie() throws IOException {
        Path project = Path.of("");
        try (Stream<Path> files = Files.walk(project)) {
            assertThat(SourceRules.keysOutOfPlace(files.filter(Files::isRegularFile)
                            .filter(file ->
                                    !file.toString().matches("(target|\\.git|federzug-home|federzug-out)[/\\\\].*"))))
                    .isEmpty();
        }
    }

    /** A list of names that a reader can take in; the plan says why these rooms stay flat. */
    @Test
    void roomsAreNotTooFull() {
        Map<String, Integer> flat = Map.of("agreement", 70, "cli", 75, "delivery", 45, "drafting", 60, "trust", 45);
        assertThat(style().overfullPackages(30, flat)).isEmpty();
    }

    @Test
    void noSimpleNameStandsTwice() {
        assertThat(style().simpleNamesTwice()).isEmpty();
    }

    private static SourceStyle style() {
        return new SourceStyle(SOURCES);
    }

    private static SourceRules sources() {
        return new SourceRules(SOURCES);
    }
}

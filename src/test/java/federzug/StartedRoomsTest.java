package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.ComponentScan;

/** A start leaves nothing out that a room has: what is saved for commands is what pages alone need. */
class StartedRoomsTest {
    private static final Path SOURCES = Path.of("src/main/java/federzug");

    @Test
    void everyRoomIsLookedThrough() throws IOException {
        Set<String> looked = new TreeSet<>(List.of(
                Federzug.class.getAnnotation(SpringBootApplication.class).scanBasePackages()));
        looked.addAll(
                List.of(Federzug.Pages.class.getAnnotation(ComponentScan.class).value()));
        try (Stream<Path> rooms = Files.list(SOURCES)) {
            assertThat(rooms.filter(Files::isDirectory).map(room -> "federzug." + room.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(looked);
        }
    }

    @Test
    void onlyPagesHearOfEventsByAnnotatedMethods() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> text(file).contains("@EventListener"))
                            .map(file -> SOURCES.relativize(file).getName(0).toString())
                            .collect(Collectors.toSet()))
                    .containsExactly("web");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

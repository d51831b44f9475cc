package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Closed;
import federzug.notice.Notice;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.testkit.CeremonyApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody has signed is finished by itself, once, and tried again more and more seldom if it does not work. */
class FinishingIT {
    @TempDir
    Path folder;

    @Test
    void finishesWhatEverybodyHasSignedAndTriesAgainWhatFails() throws Exception {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            Finishing finishing = application.the(Finishing.class);
            open(application, "gut");
            open(application, "kaputt");
            sign(application, "gut", "raphael", "rodig");
            assertThat(finishing.due()).isEmpty();
            sign(application, "gut", "forkert");
            sign(application, "kaputt", "raphael", "rodig", "forkert");
            assertThat(finishing.due()).containsExactly("gut", "kaputt");
            assertThat(finishing.due()).as("named once").isEmpty();

            finishing.finish("gut", Progress.SILENT);
            assertThat(ceremony(application, "gut").state()).isInstanceOf(Closed.class);
            assertThat(application.the(Ceremonies.class).journal("gut", "crimmitschau"))
                    .filteredOn(entry -> entry.event().equals("SealAdded"))
                    .extracting(entry -> entry.actor())
                    .as("in the name of whoever signed last")
                    .isNotEmpty()
                    .doesNotContain("gut");

            Path hidden = lose(ceremony(application, "kaputt"));
            PipelineException trouble =
                    catchThrowableOfType(PipelineException.class, () -> finishing.finish("kaputt", Progress.SILENT));
            assertThat(trouble.notices()).isNotEmpty().allMatch(Notice::isError);
            application.clock().move(Duration.ofSeconds(16));
            assertThat(finishing.due()).containsExactly("kaputt");
            application.clock().move(Duration.ofSeconds(16));
            assertThat(finishing.due()).as("the next time after thirty").isEmpty();
            application.clock().move(Duration.ofSeconds(16));
            assertThat(finishing.due()).containsExactly("kaputt");

            Files.move(
                    hidden,
                    hidden.resolveSibling(hidden.getFileName().toString().replace(".away", "")));
            finishing.finish("kaputt", Progress.SILENT);
            assertThat(ceremony(application, "kaputt").state()).isInstanceOf(Closed.class);
            application.clock().move(Duration.ofHours(1));
            assertThat(finishing.due()).isEmpty();
        }
    }

    private static void open(CeremonyApplication application, String id) throws Exception {
        application.open(id, "");
    }

    private static void sign(CeremonyApplication application, String id, String... persons) {
        application.sign(id, persons);
    }

    private static Ceremony ceremony(CeremonyApplication application, String id) {
        return application.the(Ceremonies.class).ofMatter(id).get(0);
    }

    /** Takes the bytes of the signed document away. */
    private Path lose(Ceremony ceremony) throws IOException {
        String digest = ceremony.paper().content().digest().hex();
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            Path file = files.filter(Files::isRegularFile)
                    .filter(one -> one.toString().replace("/", "").contains(digest))
                    .findFirst()
                    .orElseThrow();
            return Files.move(file, file.resolveSibling(file.getFileName() + ".away"));
        }
    }
}

package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.pipeline.DataChange;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.preparing.Intake.CheckedIntake;
import federzug.testkit.CeremonyApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question is a value: what a person has agreed to counts as long as it is what they were shown. */
@Tag("database")
class ConsentIT {
    private static final Acting STAFF = Acting.of("mueller");
    private static final String MATTER = "crimmitschau-2021";

    @Test
    void aConsentCountsForExactlyWhatWasShown(@TempDir Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("daten")).resolve("vorgang.yaml");
        String before = Files.readString(Path.of("examples/crimmitschau/vorgang.yaml"));
        Files.copy(Path.of("examples/crimmitschau/verteiler.csv"), data.resolveSibling("verteiler.csv"));
        Files.writeString(data, before);
        RunRequest request = RunRequest.of(List.of(data), folder.resolve("out"), false);
        try (CeremonyApplication application =
                new CeremonyApplication(folder, List.of("--federzug.rendering.proof=never"))) {
            Jobs jobs = application.the(Jobs.class);
            assertThat(jobs.check(request, Progress.SILENT).changes())
                    .as("nothing is prepared yet")
                    .isEmpty();
            assertThat(jobs.prepare(STAFF, request, Progress.SILENT).notices()).noneMatch(Notice::isError);
            assertThat(jobs.check(request, Progress.SILENT).changes())
                    .as("the same data")
                    .isEmpty();

            Files.writeString(data, before.replace("Polizeipräsident", "Leitender Polizeipräsident"));
            CheckedIntake shown = jobs.check(request, Progress.SILENT);
            assertThat(shown.changes()).extracting(DataChange::matter).containsExactly(MATTER);
            assertThat(shown.changes().get(0).differences())
                    .extracting(Difference::after)
                    .contains("Leitender Polizeipräsident");
            assertThat(version(application)).as("to look changes nothing").isEqualTo(1);

            Files.writeString(data, before.replace("Polizeipräsident", "Amtierender Polizeipräsident"));
            RunReport refused = jobs.prepare(STAFF, request.confirmed(shown.changes()), Progress.SILENT);
            assertThat(refused.notices()).extracting(Notice::code).contains("pipeline.change.unconfirmed");
            assertThat(version(application)).isEqualTo(1);

            List<DataChange> now = jobs.check(request, Progress.SILENT).changes();
            RunReport done = jobs.prepare(STAFF, request.confirmed(now), Progress.SILENT);
            assertThat(done.notices()).noneMatch(Notice::isError);
            assertThat(version(application)).isEqualTo(2);
        }
    }

    private static int version(CeremonyApplication application) {
        return application.the(Matters.class).find(MATTER).orElseThrow().version();
    }
}

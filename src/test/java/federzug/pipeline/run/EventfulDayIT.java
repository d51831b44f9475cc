package federzug.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.notice.Notice;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.board.Board;
import federzug.pipeline.signing.Replacing;
import federzug.pipeline.signing.SigningDesk;
import federzug.pipeline.signing.Successors;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.testkit.CeremonyApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day on which everything changes after the first signature: an approval comes late, an address is another one, the
 * press list grows, somebody declines, a deputy takes over and the text turns out to be wrong. In the end the right
 * agreement is signed, and everybody has heard what concerns them.
 */
class EventfulDayIT {
    private static final Acting STAFF = Acting.of("mueller");
    private static final String DAY = "bewegter-tag";

    @TempDir
    Path folder;

    @Test
    void endsWithTheRightAgreementAndTheReleaseToAll() throws IOException {
        try (CeremonyApplication application =
                new CeremonyApplication(folder, List.of("--federzug.rendering.proof=never"))) {
            Jobs jobs = application.the(Jobs.class);
            Path data = writtenInTheMorning();
            take(jobs, data);
            sign(application, DAY, "raphael", "demo-raphael");
            Ceremony signed = ceremony(application, DAY);

            // What no signed text shows stays open.
            change(data, "    # freigabe-fehlt", "      freigabe: { von: rodig, am: \"2021-12-01T11:05\" }");
            change(data, "geschaeftsfuehrung@lpr.example", "vorzimmer@lpr.example");
            Files.writeString(
                    data.resolveSibling("verteiler.csv"),
                    "spaet@nachrichtenblatt.example;Nachrichtenblatt am Abend\n",
                    StandardOpenOption.APPEND);
            assertThat(obstacles(application)).contains("release.obstacle.quote-without-approval");
            take(jobs, data);
            assertThat(ceremony(application, DAY).paper()).isEqualTo(signed.paper());
            assertThat(obstacles(application))
                    .contains("release.obstacle.not-all-signed")
                    .doesNotContain("release.obstacle.quote-without-approval");

            // Somebody declines, and a deputy takes over: a new text, which the first signs again.
            Whose rodig = new Whose(DAY, null, "rodig");
            application.the(TurnDesk.class).decline(STAFF, rodig, "erkrankt", Progress.SILENT);
            Replacing replacing = application.the(Replacing.class);
            Replacing.Effect effect = replacing.show(rodig, "demmler", "demo-demmler", null);
            assertThat(effect.signAgain()).containsExactly("André Raphael");
            replacing.replace(STAFF, effect, "demmler", "erkrankt", Progress.SILENT);
            sign(application, DAY, "raphael", "demo-raphael");
            sign(application, DAY, "demmler", "demo-demmler");
            assertThat(ceremony(application, DAY).turn("demmler").state()).isEqualTo(TurnState.SIGNED);

            // The signed text is wrong: that is another agreement.
            String inForce = application.the(Matters.class).dataFor(DAY, DAY);
            change(data, "Muster-Beschluss 2021/11-01", "Muster-Beschluss 2021/11-10");
            RunReport refused = jobs.prepare(STAFF, request(data).confirmingAll(), Progress.SILENT);
            assertThat(refused.notices()).extracting(Notice::code).contains("pipeline.change.signed");
            assertThat(application.the(Matters.class).dataFor(DAY, DAY)).isEqualTo(inForce);
            Path newer = folder.resolve("nachfolger");
            application.the(Successors.class).begin(STAFF, DAY, "neuer-tag", newer, Progress.SILENT);
            Path corrected = newer.resolve("vorgang.yaml");
            change(corrected, "Muster-Beschluss 2021/11-01", "Muster-Beschluss 2021/11-10");
            take(jobs, corrected);
            List.of("raphael", "demmler", "forkert")
                    .forEach(person -> sign(application, "neuer-tag", person, "demo-" + person));

            RunReport done = jobs.run(STAFF, request(corrected), Progress.SILENT);
            assertThat(done.notices()).noneMatch(Notice::isError);
            assertThat(ceremony(application, "neuer-tag").state().word()).isEqualTo("CLOSED");
            assertThat(recipients(application, "neuer-tag", Message.Kind.AGREEMENT))
                    .contains("ob@crimmitschau.example", "pd@pd-leipzig.example", "vorzimmer@lpr.example")
                    .doesNotContain("polizeipraesident@pd-zwickau.example");
            assertThat(recipients(application, "neuer-tag", Message.Kind.PRESS))
                    .hasSize(6)
                    .contains("spaet@nachrichtenblatt.example");
            assertThat(recipients(application, DAY, Message.Kind.PRESS)).isEmpty();
            assertThat(recipients(application, DAY, Message.Kind.SIGNING_NEWS))
                    .as("declined, replaced, cancelled")
                    .contains(
                            "ob@crimmitschau.example", "polizeipraesident@pd-zwickau.example", "pd@pd-leipzig.example");
            assertThat(application.the(Ceremonies.class).auditJournal(DAY, "crimmitschau"))
                    .isEmpty();
        }
    }

    /** With a deputy at hand, and a quote that nobody has approved yet. */
    private Path writtenInTheMorning() throws IOException {
        Path data = Files.createDirectories(folder.resolve("daten")).resolve("vorgang.yaml");
        Files.copy(Path.of("examples/crimmitschau/verteiler.csv"), data.resolveSibling("verteiler.csv"));
        Files.copy(Path.of("examples/crimmitschau/vorgang.yaml"), data);
        change(data, "kennung: crimmitschau-2021", "kennung: " + DAY);
        change(data, "      freigabe: { von: rodig, am: \"2021-11-30T16:40\" }", "    # freigabe-fehlt");
        change(data, "polizei:\n  direktion", """
                  - schluessel: demmler
                    anrede: Herr
                    vorname: René
                    name: Demmler
                    amt: Polizeipräsident
                    vertretung: in Vertretung
                    fuer: polizei
                    mail: pd@pd-leipzig.example

                polizei:
                  direktion""");
        return data;
    }

    private static void change(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private RunRequest request(Path data) {
        return RunRequest.of(List.of(data), folder.resolve("out"), false);
    }

    private void take(Jobs jobs, Path data) {
        assertThat(jobs.prepare(STAFF, request(data), Progress.SILENT).notices())
                .noneMatch(Notice::isError);
    }

    private static void sign(CeremonyApplication application, String matter, String person, String device) {
        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(STAFF, desk.show(matter, null, person, device), name -> new char[0], Progress.SILENT);
    }

    private static Ceremony ceremony(CeremonyApplication application, String matter) {
        return application.the(Ceremonies.class).ofMatter(matter).get(0);
    }

    private static List<String> obstacles(CeremonyApplication application) {
        return application.the(Board.class).of(DAY).notices().stream()
                .map(Notice::code)
                .toList();
    }

    private static List<String> recipients(CeremonyApplication application, String matter, Message.Kind kind) {
        return application.the(Postbox.class).mails(matter).stream()
                .filter(mail -> mail.kind() == kind)
                .map(MailStatus::recipient)
                .toList();
    }
}

package federzug.web.post;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.notice.GermanTime;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.StatusJson;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.AddressDesk;
import federzug.pipeline.run.Jobs;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import federzug.web.press.AServedRelease;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail to a person comes back: the address is mended in the data, and the mail goes to the new one. */
class AddressIT {
    private static final String ID = "adresse-2027";

    @TempDir
    Path folder;

    @Test
    void whatCameBackGoesToTheMendedAddressOnce() throws Exception {
        try (AServedRelease desk = new AServedRelease(
                folder, "--federzug.drafting.templates=" + templates().toAbsolutePath())) {
            AtomicBoolean refuses = new AtomicBoolean(true);
            desk.sink.script(() -> refuses.getAndSet(false) ? Fault.REFUSES_RECIPIENT : Fault.NONE);
            Jobs jobs = desk.served.the(Jobs.class);
            RunReport report = jobs.prepare(
                    Acting.of("kim"), RunRequest.of(List.of(data()), folder.resolve("out"), false), Progress.SILENT);
            assertThat(report.matters()).as(report.notices().toString()).contains(ID);
            jobs.handOut(Acting.of("kim"), ID, Progress.SILENT);
            MailStatus refused = mails(desk).get(0);
            assertThat(refused.state()).isEqualTo(MailState.REJECTED);
            Board board = desk.served.the(Board.class);
            assertThat(board.of(ID).needsAttention()).isTrue();

            WebVisitor clerk = desk.served.visitor(Role.VORGANG);
            String page = "/postausgang/" + refused.id();
            String stand = stand(clerk.get(page).body());
            for (String wrong : List.of("", "kein Postfach", refused.recipient().toUpperCase(java.util.Locale.ROOT))) {
                Answer answer = clerk.submit(page, page + "/adresse", "stand", stand, "adresse", wrong);
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.body()).contains("keine andere E-Mail-Adresse");
            }
            assertThat(desk.served
                            .visitor(Role.PRESSE)
                            .submit("/konto/kennwort", page + "/adresse", "stand", stand, "adresse", "a@b.example")
                            .status())
                    .isEqualTo(403);
            assertThat(address(desk)).isEqualTo("ob@crimmitschau.example");

            String[] mended = {"stand", stand, "adresse", "vorzimmer@crimmitschau.example"};
            // As if the process were killed between the change and the mail: said again, the mail goes.
            desk.served
                    .the(AddressDesk.class)
                    .mend(Acting.onPage("kim"), refused.id(), stand, "vorzimmer@crimmitschau.example", Progress.SILENT);
            assertThat(address(desk)).isEqualTo("vorzimmer@crimmitschau.example");
            assertThat(mails(desk)).noneMatch(mail -> mail.recipient().startsWith("vorzimmer"));
            assertThat(clerk.submit(page, page + "/adresse", mended).target()).isEqualTo("/postausgang");
            assertThat(address(desk)).isEqualTo("vorzimmer@crimmitschau.example");
            assertThat(clerk.settled("/postausgang").body()).doesNotContain("Das Senden hat nicht geklappt");
            assertThat(mails(desk))
                    .anyMatch(mail -> mail.recipient().equals("vorzimmer@crimmitschau.example")
                            && mail.state() == MailState.ACCEPTED);
            MatterStatus status = board.of(ID);
            assertThat(status.needsAttention())
                    .as("nothing is left to do about it")
                    .isFalse();
            assertThat(status.notices()).noneMatch(notice -> notice.severity() != Severity.NOTE);
            assertThat(StatusJson.of(List.of(status), List.of(), Texts.german(), GermanTime.of(Clock.systemUTC())))
                    .contains("\"REJECTED\"", "\"waitsForPerson\" : false")
                    .doesNotContain("\"waitsForPerson\" : true");
            assertThat(clerk.get("/postausgang").body())
                    .contains("Die Adresse ist berichtigt")
                    .doesNotContain(">abgelehnt<");
            int sent = desk.sink.mails().size();
            assertThat(desk.mail(sent - 1)).contains("To: ", "vorzimmer@crimmitschau.example");
            // The same form again: everything has happened.
            assertThat(clerk.submit(page, page + "/adresse", mended).status()).isEqualTo(422);
            // Pressed again, from a page of before: the old address is nobody's any more.
            Answer again =
                    clerk.submit(page, page + "/adresse", "stand", stand, "adresse", "noch@crimmitschau.example");
            assertThat(again.status()).isEqualTo(422);
            assertThat(desk.sink.mails()).hasSize(sent);
            assertThat(desk.served.the(PageActs.class).latest(5))
                    .anyMatch(act -> act.act().equals("mail-address"));
        }
    }

    private static List<MailStatus> mails(AServedRelease desk) {
        return desk.served.the(Postbox.class).mails(ID);
    }

    private static String address(AServedRelease desk) {
        return desk.served
                .the(Matters.class)
                .find(ID)
                .orElseThrow()
                .matter()
                .person("raphael")
                .orElseThrow()
                .mail();
    }

    private static String stand(String body) {
        Matcher found = Pattern.compile("name=\"stand\" value=\"([^\"]+)\"").matcher(body);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** The example in earnest, to be signed and given back, without its release. */
    private Path data() throws Exception {
        String text = Files.readString(Path.of("examples/crimmitschau/vorgang.yaml"))
                .replace("crimmitschau-2021", ID)
                .replace("probe: true", "probe: false")
                .replace("Muster-Beschluss", "Beschluss")
                .replaceAll("MUSTER-", "")
                .replaceAll("geraet: demo-[a-z]+, ersatzweg: rueckgabe", "geraet: rueckgabe")
                .replaceAll("2021-(11|12)-", "2027-$1-")
                .replaceAll("(?ms)^medieninformation:.*?(?=^# Was ein Postfach)", "");
        Path matter = Files.createDirectories(folder.resolve("daten/" + ID));
        return Files.writeString(matter.resolve("vorgang.yaml"), text);
    }

    /** The delivered template says that it is a sample, and is taken in rehearsals only. */
    private Path templates() throws Exception {
        Path delivered = Path.of("templates");
        Path templates = Files.createDirectories(folder.resolve("templates"));
        try (Stream<Path> files = Files.walk(delivered, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = templates.resolve(delivered.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        try (FileSystem word = FileSystems.newFileSystem(templates.resolve("kooperationsvereinbarung/vorlage.docx"));
                Stream<Path> parts = Files.walk(word.getPath("/word"))) {
            for (Path part :
                    parts.filter(path -> path.toString().endsWith(".xml")).toList()) {
                Files.writeString(part, Files.readString(part).replace("Mustertext", "Wortlaut"));
            }
        }
        return templates;
    }
}

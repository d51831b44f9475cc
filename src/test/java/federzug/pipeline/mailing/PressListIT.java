package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.ID;
import static federzug.pipeline.mailing.APressDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import federzug.agreement.Address;
import federzug.agreement.MatterReader;
import federzug.agreement.PressRelease;
import federzug.agreement.Reading;
import federzug.delivery.MailState;
import federzug.delivery.Postbox;
import federzug.notice.Notice;
import federzug.testkit.CpuTime;
import federzug.testkit.MailAsText;
import federzug.testkit.RealRelease;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list as table programs write it goes to the right mailboxes, to each once, and its faults are reported before. Thousands
 * of rows: {@code PressListBench}.
 */
class PressListIT {
    @TempDir
    Path folder;

    @Test
    void eachMailboxGetsItOnceAndNobodyElse() throws Exception {
        System.out.println(sent(folder, 110));
    }

    @Test
    void aListWithFaultsIsReportedInFullAndNothingOfItIsTaken() throws Exception {
        StringBuilder text = new StringBuilder("adresse;name\n");
        for (int i = 0; i < 60; i++) {
            text.append("r").append(i).append("@zeitung.example;Redaktion\n");
        }
        text.append("f@z.example;=1+1\n=SUMME(A1:A2);X\n\"g@z.example\r\nBcc: h@z.example\";X\n")
                .append("i@z.example;\"X\r\nSubject: y\"\ntot@@z.example;X\n");
        try (APressDesk desk = new APressDesk(folder.resolve("desk"))) {
            Reading reading = read(desk, folder, text.toString());
            assertThat(reading.matters()).isEmpty();
            assertThat(reading.notices())
                    .filteredOn(Notice::isError)
                    .extracting(Notice::code)
                    .containsExactlyInAnyOrder(
                            "agreement.table.formula",
                            "agreement.table.formula",
                            "agreement.value.line-break",
                            "agreement.value.line-break",
                            "agreement.mail.invalid");
        }
    }

    /** @return what it cost, in words */
    static String sent(Path folder, int rows) throws Exception {
        try (APressDesk desk = new APressDesk(folder.resolve("desk"))) {
            Reading reading = read(desk, folder, list(rows));
            assertThat(reading.notices()).filteredOn(Notice::isError).isEmpty();
            assertThat(reading.notices().stream()
                            .filter(notice -> notice.code().equals("agreement.press-list.twice-skipped")))
                    .hasSize(rows / 10);
            List<PressRelease.Recipient> listed =
                    reading.matters().get(0).release().recipients();
            desk.prepared(release ->
                            APressDesk.listed(RealRelease.timed(release, "2026-11-23T10:00", null, null), listed))
                    .everythingApproved();
            desk.office().release(KIM, ID, desk.office().question(ID, Set.of()).digest(), Set.of());
            desk.after(Duration.ofMinutes(1));

            desk.sink.keepsOfEach(10_000);
            Duration before = CpuTime.used();
            int mails = desk.send();
            double cpu = CpuTime.used().minus(before).toNanos() / 1e6 / mails;

            assertThat(mails).isEqualTo(expected(rows).size());
            assertThat(desk.sink.recipients().stream().map(Address::normal).collect(Collectors.toList()))
                    .as("each once, and nobody who has left")
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected(rows));
            assertThat(desk.application.the(Postbox.class).mails(ID))
                    .extracting(one -> one.state())
                    .containsOnly(MailState.ACCEPTED);
            assertThat(MailAsText.parse(desk.sink.mails().get(0).getBytes(StandardCharsets.ISO_8859_1))
                            .getAllRecipients())
                    .singleElement(type(InternetAddress.class))
                    .satisfies(to -> assertThat(to.getPersonal()).startsWith("Redaktion Müller "));
            assertThat(desk.send()).as("again").isEqualTo(mails);
            return String.format(Locale.ROOT, "press list: %d mails, %.2f ms CPU a mail", mails, cpu);
        }
    }

    /** One row in ten comes twice, in other letters; one in twenty has left. */
    private static String list(int rows) {
        StringBuilder text = new StringBuilder("adresse;name;medium;abbestellt\r\n");
        for (int i = 0; i < rows; i++) {
            text.append(address(i))
                    .append(";\"Redaktion Müller ")
                    .append(i)
                    .append("\";Blatt;")
                    .append(i % 20 == 7 ? "ja" : "")
                    .append("\r\n");
            if (i % 10 == 3) {
                text.append(address(i).toUpperCase(Locale.GERMAN)).append(";Zwilling;;\r\n");
            }
        }
        return text.toString();
    }

    private static String address(int row) {
        return "r" + row + "@" + (row % 2 == 0 ? "münster" : "zeitung") + row % 50 + ".example";
    }

    private static List<String> expected(int rows) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            if (i % 20 != 7) {
                all.add(Address.normal(address(i)));
            }
        }
        return all;
    }

    private static Reading read(APressDesk desk, Path folder, String list) throws IOException {
        Path matter = Files.createDirectories(folder.resolve("vorgang"));
        Files.copy(Path.of("examples/crimmitschau/vorgang.yaml"), matter.resolve("vorgang.yaml"));
        Files.write(matter.resolve("verteiler.csv"), list.getBytes(Charset.forName("windows-1252")));
        return desk.application.the(MatterReader.class).read(matter);
    }
}

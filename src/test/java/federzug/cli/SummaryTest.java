package federzug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.MailLine;
import federzug.pipeline.MatterStatus.ReleaseStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final MailLine FILED =
            new MailLine("a@zeitung.example", "ACCEPTED", "<1@x>", "PRESS", false, true, false);
    private static final MailLine SENT =
            new MailLine("b@zeitung.example", "ACCEPTED", "<2@x>", "PRESS", false, false, false);
    private static final List<AgreementStatus> CLOSED =
            List.of(new AgreementStatus("vereinbarung", "CLOSED", null, List.of()));

    @Test
    void aReleaseThatIsOnlyFiledIsNotCalledSent() {
        assertThat(printed(CLOSED, List.of(FILED)))
                .contains("Medieninformation: als Datei abgelegt, nicht versandt")
                .doesNotContain("Medieninformation: versandt");
        assertThat(printed(List.of(), List.of(FILED))).contains("x: als Datei abgelegt, nicht versandt");
    }

    @Test
    void aReleaseThatWasSentIsCalledSent() {
        assertThat(printed(CLOSED, List.of(SENT))).contains("Medieninformation: versandt");
        assertThat(printed(CLOSED, List.of(FILED, SENT))).contains("Medieninformation: versandt");
        assertThat(printed(List.of(), List.of(SENT))).contains("x: versandt");
    }

    @Test
    void aMailThatWentToAMendedAddressIsNotCalledRefused() {
        MailLine replaced = new MailLine("alt@stadt.example", "REJECTED", "<3@x>", "AGREEMENT", false, false, true);
        assertThat(printed(CLOSED, List.of(replaced)))
                .contains("kam nicht an, Adresse inzwischen berichtigt")
                .doesNotContain("zurückgewiesen");
    }

    @Test
    void whereAllMailsThatCountArePutOffSomebodyLooks() {
        MailLine replaced = new MailLine("alt@stadt.example", "REJECTED", "<3@x>", "AGREEMENT", false, false, true);
        MailLine putOff = new MailLine("neu@stadt.example", "DEFERRED", "<4@x>", "AGREEMENT", false);
        MailLine arrived = new MailLine("pp@polizei.example", "ACCEPTED", "<5@x>", "AGREEMENT", false);
        assertThat(matter(CLOSED, List.of(replaced, putOff)).needsAttention()).isTrue();
        assertThat(matter(CLOSED, List.of(replaced, putOff, arrived)).needsAttention())
                .isFalse();
    }

    private static MatterStatus matter(List<AgreementStatus> agreements, List<MailLine> mails) {
        ReleaseStatus release = new ReleaseStatus("DISPATCHED", null, true);
        String state = agreements.isEmpty() ? release.state() : "CLOSED";
        return new MatterStatus("x", true, state, agreements, release, mails, List.of(), Path.of("out", "x"));
    }

    private static String printed(List<AgreementStatus> agreements, List<MailLine> mails) {
        MatterStatus matter = matter(agreements, mails);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Summary(new Terminal(stream, stream, Texts.german(), true, false)).print(matter);
        return out.toString(StandardCharsets.UTF_8);
    }
}

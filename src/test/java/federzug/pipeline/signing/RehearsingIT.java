package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.RehearsalSheets;
import federzug.ceremony.RehearsalSheets.Learned;
import federzug.document.PreparedPdf;
import federzug.notice.Notice;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.doctor.Doctor;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.testkit.SharedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sheet that everybody signs days before. */
class RehearsingIT extends SharedApplication {
    private PreparedPdf sheet;

    @BeforeAll
    void makesASheet() {
        StoredMatter stored = application.accept("probe", "rueckgabe");
        application.open(stored);
        application.the(Rehearsing.class).rehearse("probe", Progress.SILENT);
        sheet = application.the(RehearsalSheets.class).sheet("probe").orElseThrow();
    }

    @Test
    void hasAFieldForEachPersonAndStaysTheSame() {
        assertThat(sheet.fields()).extracting("person").containsExactly("raphael", "rodig", "forkert");
        application.the(Rehearsing.class).rehearse("probe", Progress.SILENT);
        assertThat(application.the(RehearsalSheets.class).sheet("probe")).contains(sheet);
        assertThat(folder.resolve("out/probe/probeblatt.pdf")).isRegularFile();
    }

    @Test
    void learnsNameAndTimeStampFromASignedCopy() throws IOException {
        Taken taken = give(application.signed(sheet, "raphael", "demo-raphael", true));
        assertThat(taken.accepted()).isTrue();
        Learned learned = learned("raphael");
        assertThat(learned.holder()).contains("Raphael");
        assertThat(learned.timestamped()).isTrue();
        assertThat(learned.nameMatches()).isTrue();
    }

    @Test
    void whatASheetHasShownTheDoctorJudgesToo() throws IOException {
        give(application.signed(sheet, "raphael", "demo-raphael", true));
        List<Notice> findings =
                application.the(Doctor.class).examine("probe", Progress.SILENT).findings();
        assertThat(findings)
                .filteredOn(one -> one.code().equals("pipeline.doctor.device")
                        && one.arguments().subList(0, 2).equals(List.of("André Raphael", "rueckgabe")))
                .hasSize(1);
    }

    @Test
    void asksStaffToConfirmAnotherNameAndKeepsWhoDid() throws IOException {
        give(application.signed(sheet, "forkert", "demo-weissbach", true));
        assertThat(learned("forkert").nameMatches()).isFalse();
        application.the(Rehearsing.class).confirm(Acting.of("test"), "probe", "forkert", Progress.SILENT);
        assertThat(learned("forkert").isConfirmed()).isTrue();
        assertThat(application.the(Ceremonies.class).journal("probe", "crimmitschau"))
                .filteredOn(entry -> entry.event().equals("SpellingConfirmed"))
                .extracting(JournalEntry::person)
                .containsExactly("forkert");
    }

    @Test
    void refusesASheetThatWasNotSigned() throws IOException {
        byte[] unsigned = application
                .the(federzug.document.DocumentStore.class)
                .bytes(sheet.content().digest());
        Taken taken = give(unsigned);
        assertThat(taken.accepted()).isFalse();
        assertThat(taken.notices()).extracting(Notice::code).containsExactly("signing.return.unsigned");
    }

    private Learned learned(String person) {
        return application.the(RehearsalSheets.class).learned("probe").stream()
                .filter(one -> one.person().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private Taken give(byte[] copy) throws IOException {
        Path file = Files.write(folder.resolve("probeblatt.pdf"), copy);
        return application
                .the(ReturnDesk.class)
                .take(Acting.of("test"), null, Upload.each(List.of(file), ReturnDesk.LARGEST), Progress.SILENT)
                .files()
                .get(0);
    }
}

package federzug.pipeline.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.MailAsText;
import federzug.testkit.RealRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release says of rehearsal and embargo where no mail server is set, and what a deputy does to its approvals. */
@Tag("database")
class PressMarksIT {
    private static final Acting KIM = Acting.of("Kim Muster");
    private static final String EMBARGO = "2026-11-23T12:00";

    @TempDir
    Path folder;

    private StoredMatter prepared(CeremonyApplication application, Matter matter, boolean rehearsal) {
        StoredMatter stored = application.the(Matters.class).accept(matter, rehearsal, folder.resolve("out"));
        application.the(PressDesk.class).prepare(stored, CheckedDrafts.NONE, Progress.SILENT);
        return stored;
    }

    private static Matter matter(String id, boolean rehearsal, Agreement... agreements) {
        Matter plain = AMatter.like(AMatter.crimmitschau())
                .id(id)
                .rehearsal(rehearsal)
                .agreements(agreements)
                .release(release -> RealRelease.timed(release, "2026-11-23T10:00", EMBARGO, "2026-11-23T18:00"))
                .build();
        return RealRelease.unapproved(plain);
    }

    private static List<MailStatus> sent(CeremonyApplication application, StoredMatter stored) {
        String id = stored.matter().id();
        PressOffice office = application.the(PressOffice.class);
        office.approve(KIM, id, List.of(PressOffice.TEXT, "raphael", "rodig"));
        Set<PressOffice.Despite> ahead = Set.of(PressOffice.Despite.EMBARGO);
        office.release(KIM, id, office.question(id, ahead).digest(), ahead);
        application.clock().move(Duration.ofMinutes(2));
        Sending sending = new Sending(application.the(Postbox.class), Place.NOWHERE, Progress.SILENT);
        application.the(PressDesk.class).send(KIM, stored, sending);
        sending.finish();
        return application.the(Postbox.class).mails(id);
    }

    private String mail(StoredMatter stored, MailStatus mail) throws Exception {
        return MailAsText.of(Files.readAllBytes(folder.resolve("out")
                .resolve(stored.matter().id())
                .resolve("mail")
                .resolve(mail.file())));
    }

    @Test
    void saysSperrfristAndNothingElseInARealMatter() throws Exception {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            StoredMatter stored = prepared(application, matter("ernst", false), false);
            List<MailStatus> mails = sent(application, stored);
            assertThat(mails).isNotEmpty().allMatch(mail -> mail.state() == MailState.BY_HAND);
            String text = mail(stored, mails.get(0));
            assertThat(text)
                    .contains("Subject: Sperrfrist 23.11.2026, 12:00\u00a0Uhr: Crimmitschau")
                    .contains("Sperrfrist: 23.11.2026, 12:00\u00a0Uhr")
                    .doesNotContainIgnoringCase("probe");
        }
    }

    @Test
    void saysProbeBeforeSperrfristInARehearsal() throws Exception {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            StoredMatter stored = prepared(application, matter("uebung", true), true);
            List<MailStatus> mails = sent(application, stored);
            assertThat(mails).isNotEmpty().allMatch(mail -> mail.state() == MailState.ACCEPTED);
            String text = mail(stored, mails.get(0));
            assertThat(text)
                    .contains("Subject: [PROBE] Sperrfrist 23.11.2026, 12:00\u00a0Uhr: Crimmitschau")
                    .contains("Sperrfrist: 23.11.2026, 12:00\u00a0Uhr")
                    .containsIgnoringCase("PROBE");
        }
    }

    @Test
    void aDeputyVoidsTheApprovalOfTheTextAndTheReleaseButNoQuote() {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            Matter before = matter("vertretung", false, agreement(AMatter.RODIG));
            prepared(application, before, false);
            PressOffice office = application.the(PressOffice.class);
            office.approve(KIM, "vertretung", List.of(PressOffice.TEXT, "raphael", "rodig"));
            office.release(
                    KIM, "vertretung", office.question("vertretung", all()).digest(), all());
            assertThat(codes(office)).doesNotContain("release.obstacle.text-changed-after-approval");

            Person deputy = AMatter.deputy("vertretung@pd-zwickau.example");
            Matter after = AMatter.like(before)
                    .persons(AMatter.RAPHAEL, AMatter.RODIG, AMatter.FORKERT, AMatter.WOELLER, deputy)
                    .agreements(agreement(deputy))
                    .build();
            prepared(application, after, false);
            assertThat(codes(office))
                    .contains("release.obstacle.text-changed-after-approval", "release.obstacle.changed-after-release")
                    .doesNotContain("release.obstacle.quote-changed-after-approval");
            // With the first signatory again, the first approval holds.
            prepared(application, before, false);
            assertThat(codes(office)).doesNotContain("release.obstacle.text-changed-after-approval");
        }
    }

    private static Set<PressOffice.Despite> all() {
        return Set.of(PressOffice.Despite.values());
    }

    private static List<String> codes(PressOffice office) {
        return office.show("vertretung").obstacles().stream().map(Notice::code).toList();
    }

    private static Agreement agreement(Person second) {
        return new Agreement(
                "crimmitschau",
                "kooperationsvereinbarung",
                List.of(AMatter.CRIMMITSCHAU),
                List.of(
                        CeremonyApplication.signatory(AMatter.RAPHAEL, 1, "rueckgabe"),
                        CeremonyApplication.signatory(second, 2, "rueckgabe"),
                        CeremonyApplication.signatory(AMatter.FORKERT, 3, "rueckgabe")));
    }
}

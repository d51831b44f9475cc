package federzug.pipeline.mailing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.OutgoingMails.Item;
import federzug.pipeline.run.AddressDesk;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.MailAsText;
import federzug.testkit.MailSink;
import federzug.testkit.RealRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A press office in earnest: a release of its own on a Monday, 23 November 2026, 10:14, and a mail server. */
final class APressDesk implements AutoCloseable {
    static final Acting KIM = Acting.of("Kim Muster");
    static final String ID = "presse-2026";

    final MailSink sink = new MailSink();
    final CeremonyApplication application;
    final List<Notice> told = new ArrayList<>();
    private final Path folder;
    private Matter matter;

    APressDesk(Path folder, String... settings) throws IOException {
        this(folder, List.of(settings));
    }

    APressDesk(Path folder, List<String> settings, Class<?>... more) throws IOException {
        this.folder = folder;
        List<String> all = new ArrayList<>(RealRelease.mailServer(sink));
        all.addAll(settings);
        application = new CeremonyApplication(folder, all, more);
        matter = RealRelease.matter(ID, "2026-11-23T11:30");
    }

    static PressRelease listed(PressRelease old, List<PressRelease.Recipient> list) {
        return ARelease.like(old).recipients(list).build();
    }

    /** Takes the data in and makes the documents. */
    APressDesk prepared(UnaryOperator<PressRelease> change) {
        matter = AMatter.like(matter).release(change).build();
        StoredMatter stored = application.the(Matters.class).accept(matter, false, folder.resolve("out"));
        application.the(PressDesk.class).prepare(stored, CheckedDrafts.NONE, Progress.SILENT);
        return this;
    }

    /** The same with an agreement that nobody has signed. */
    APressDesk agreed() {
        matter = AMatter.like(matter)
                .agreements(AMatter.crimmitschau().agreements().toArray(Agreement[]::new))
                .build();
        return this;
    }

    PressOffice office() {
        return application.the(PressOffice.class);
    }

    APressDesk everythingApproved() {
        office().approve(KIM, ID, List.of(PressOffice.TEXT, "raphael", "rodig"));
        return this;
    }

    PressView released(PressOffice.Despite... despite) {
        Set<PressOffice.Despite> set = EnumSet.noneOf(PressOffice.Despite.class);
        set.addAll(List.of(despite));
        return office().release(KIM, ID, office().question(ID, set).digest(), set);
    }

    /** As {@code federzug send}; the number of mails that the server has taken since the start. */
    int send() {
        StoredMatter stored = application.the(Matters.class).find(ID).orElseThrow();
        Sending sending = new Sending(application.the(Postbox.class), Place.NOWHERE, new Progress() {
            @Override
            public void working(Notice notice) {}

            @Override
            public void changed(Notice notice) {
                told.add(notice);
            }
        });
        application.the(PressDesk.class).send(KIM, stored, sending);
        sending.finish();
        return sink.mails().size();
    }

    /** The address of a mail that came back is another from now on, as people say in the outbox. */
    APressDesk mended(String old, String fresh) {
        AddressDesk addresses = application.the(AddressDesk.class);
        Item item = addresses.all().stream()
                .filter(one -> one.recipient().equals(old) && addresses.mayMendListed(one))
                .findFirst()
                .orElseThrow();
        addresses.mendListed(KIM, item.id(), item.mark(), fresh);
        return this;
    }

    /** How the mails to an address stand, in the order of their numbers. */
    List<MailState> states(String address) {
        return application.the(Postbox.class).mails(ID).stream()
                .filter(mail -> mail.recipient().equals(address))
                .map(MailStatus::state)
                .toList();
    }

    /** An address whose mail came back. */
    String refused() {
        return application.the(Postbox.class).mails(ID).stream()
                .filter(mail -> mail.state() == MailState.REJECTED)
                .map(MailStatus::recipient)
                .findFirst()
                .orElseThrow();
    }

    List<String> obstacles() {
        return office().show(ID).obstacles().stream().map(Notice::code).toList();
    }

    APressDesk after(Duration time) {
        application.clock().move(time);
        return this;
    }

    /** The mail with that number, as a person reads it. */
    String mail(int number) {
        return MailAsText.of(sink.mails().get(number).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        application.close();
        sink.close();
    }
}

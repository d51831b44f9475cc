package federzug;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.delivery.AgreementMail;
import federzug.delivery.BareMail;
import federzug.delivery.Letters;
import federzug.delivery.Message;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.MailText;
import federzug.document.Marks;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.drafting.Consistency;
import federzug.drafting.Drafting;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.signing.Devices;
import federzug.signing.SignatureRequest;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import federzug.verification.Expected;
import federzug.verification.Report;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/**
 * The way of a rehearsal by the crafts alone, each step once: no database, no batch, documents in memory. What is to be
 * done anyway, however it is organised.
 */
final class BareWay {
    private static final Marks PROBE = Marks.rehearsal(true);

    private final Drafting drafting;
    private final Consistency consistency;
    private final Rendering rendering;
    private final Signing signing;
    private final Devices devices;
    private final Verification verification;
    private final Letters letters;
    private final BareMail mail;
    private final Clock clock;

    /**
     * @param context its document store is in memory
     */
    BareWay(ApplicationContext context) {
        drafting = context.getBean(Drafting.class);
        consistency = context.getBean(Consistency.class);
        rendering = context.getBean(Rendering.class);
        signing = context.getBean(Signing.class);
        devices = context.getBean(Devices.class);
        verification = context.getBean(Verification.class);
        letters = context.getBean(Letters.class);
        clock = context.getBean(Clock.class);
        mail = new BareMail(context.getBean(DocumentStore.class), clock.getZone());
    }

    void go(Matter matter, Path folder) {
        Agreement agreement = matter.agreements().get(0);
        FilledDraft draft = drafting.fill(matter, agreement);
        ArchivalPdf pdf = rendering.render(draft, PROBE);
        PreparedPdf prepared = signing.prepare(
                pdf, draft.boxes().stream().map(SignatureBox::field).toList());
        FilledDraft release = drafting.fillRelease(matter);
        consistency.check(matter, true, List.of(draft), release);
        ArchivalPdf releasePdf = rendering.render(release, PROBE);

        SignedPdf signed = signed(matter, agreement, prepared);
        SealedPdf sealed = signing.seal(signed, true).pdf();
        Verdict verdict =
                verification.verify(sealed, expected(agreement, prepared, new HashSet<>(signed.signed())), null);
        Content report = report(matter, verdict);

        List<Message> mails = new ArrayList<>();
        for (Signatory signatory : agreement.signatories()) {
            AgreementMail.Concluded concluded = new AgreementMail.Concluded(
                    agreement, matter.date(), false, AgreementMail.Times.UNKNOWN, sealed.content(), report);
            mails.add(letters.agreementMail(matter, List.of(concluded), signatory.person(), true));
        }
        MailText text = rendering.mailText(release);
        PressRelease press = Optional.ofNullable(matter.release()).orElseThrow();
        press.recipients().forEach(to -> mails.add(letters.pressMail(matter, to, true, text, releasePdf.content())));
        for (Message each : mails) {
            mail.write(each, mails.indexOf(each) + 1, folder.resolve(matter.id()), clock.instant());
        }
    }

    private SignedPdf signed(Matter matter, Agreement agreement, PreparedPdf prepared) {
        Document paper = prepared;
        Set<String> done = new HashSet<>();
        SignedPdf last = null;
        for (Signatory signatory : agreement.signatories()) {
            Person person = signatory.person();
            SignatureField field = field(prepared, person);
            try (SigningDevice device = devices.open(signatory.device(), name -> new char[0])) {
                SignatureRequest request =
                        new SignatureRequest(field, person.nameWithTitle(), person.officeInFull(), true);
                verification.beforeSigning(device.certificateChain(), signer(prepared, person), true);
                SigningSession session = signing.begin(paper, request, device);
                last = signing.complete(session, device.sign(session.toBeSigned()));
            }
            done.add(field.name());
            Verdict verdict = verification.verify(last, expected(agreement, prepared, done), null);
            new Report(verdict, matter.id(), "").json(Texts.german(), clock.getZone());
            paper = last;
        }
        return Optional.ofNullable(last).orElseThrow();
    }

    /** In its four forms. */
    private Content report(Matter matter, Verdict verdict) {
        if (!verdict.isValid()) {
            throw new IllegalStateException(verdict.toString());
        }
        Report report = new Report(verdict, matter.id(), "");
        report.html(Texts.german(), clock.getZone());
        report.json(Texts.german(), clock.getZone());
        return rendering
                .render(report.sheet(Texts.german(), clock.getZone()), "pruefbericht.pdf", PROBE)
                .content();
    }

    private static Expected expected(Agreement agreement, PreparedPdf prepared, Set<String> done) {
        List<Expected.Signer> signers = agreement.signatories().stream()
                .map(signatory -> signer(prepared, signatory.person()))
                .toList();
        return new Expected(
                prepared.content().digest(),
                signers.stream()
                        .filter(signer -> done.contains(signer.field().name()))
                        .toList(),
                prepared.fields().stream()
                        .filter(field -> !done.contains(field.name()))
                        .toList());
    }

    private static Expected.Signer signer(PreparedPdf prepared, Person person) {
        return new Expected.Signer(field(prepared, person), List.of(person.name()), person.officeInFull());
    }

    private static SignatureField field(PreparedPdf prepared, Person person) {
        return prepared.fields().stream()
                .filter(field -> field.person().equals(person.key()))
                .findFirst()
                .orElseThrow();
    }
}

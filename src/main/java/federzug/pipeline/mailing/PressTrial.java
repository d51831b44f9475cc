package federzug.pipeline.mailing;

import federzug.agreement.PressRelease;
import federzug.ceremony.Acting;
import federzug.delivery.Letters;
import federzug.delivery.Message;
import federzug.delivery.PressMail;
import federzug.delivery.Recipient;
import federzug.delivery.TestMail;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.Papers;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Writes a release as the list would get it, for our own address. */
@Component
class PressTrial {
    private final PressOffice office;
    private final PressPapers papers;
    private final Letters letters;
    private final Consents consents;
    private final Clock clock;

    PressTrial(PressOffice office, PressPapers papers, Letters letters, Consents consents, Clock clock) {
        this.office = office;
        this.papers = papers;
        this.letters = letters;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * @throws federzug.pipeline.PipelineException if the matter has no release or it is out already
     */
    Message letter(Acting acting, String matter, Recipient own) {
        PressOffice.File file = office.open(matter);
        Papers current = file.release().state().papers();
        PressMail mail = letters.pressMail(
                file.stored().matter(),
                new PressRelease.Recipient(own.address(), own.name()),
                file.stored().rehearsal(),
                papers.text(current),
                papers.pdf(file.stored(), current));
        Instant now = clock.instant();
        consents.add(
                matter,
                new Consent(
                        Consent.Kind.TRIED,
                        "",
                        acting.by(),
                        now,
                        file.version().whole(),
                        "",
                        Consent.Through.COMMAND_LINE,
                        ""));
        return new TestMail(Message.Kind.PRESS, matter + " " + now, own, mail.subject(), mail.text(), mail.release());
    }
}

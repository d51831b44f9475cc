package federzug.delivery;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.delivery.Letter.Block;
import federzug.delivery.Letter.Paragraph;
import federzug.delivery.SigningNewsMail.News;
import federzug.notice.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the German mails that say what has become of a signing: interrupted, begun again with a deputy, cancelled. */
@Component
public class SigningNewsLetters {
    private final Texts texts = Texts.german();
    private final Salutations salutations = new Salutations(texts);
    private final SenderBlock sender;
    private final InvitationSettings contact;

    SigningNewsLetters(DeliverySettings settings, InvitationSettings contact) {
        this.sender = new SenderBlock(settings, texts);
        this.contact = contact;
    }

    /** What the recipient has to do with the signing. */
    public enum Standing {
        /** Has signed the document that was current then. */
        SIGNED,
        /** Was asked to sign it, and has not. */
        ASKED,
        /** Would have signed it, and no longer does. */
        LEFT
    }

    /**
     * What is to be said.
     *
     * @param entry number of the journal entry that records it
     * @param about who declines or signs after all, or who is replaced; null for a cancelled signing
     * @param deputy who signs in their place; null if nobody does, or it is no longer known who
     */
    public record Event(
            News news,
            int entry,
            @Nullable Person about,
            @Nullable Person deputy) {}

    public SigningNewsMail mail(
            Matter matter, Agreement agreement, Event event, Person to, Standing standing, boolean rehearsal) {
        String parties =
                Letters.enumerated(texts, agreement.municipalities().stream().map(Municipality::accusative));
        String how = wording(event.news(), standing);
        String subject = texts.text(
                "delivery.letter.news-subject-" + how,
                Letters.enumerated(texts, agreement.municipalities().stream().map(Municipality::label)));
        List<Block> body = new ArrayList<>();
        body.add(new Paragraph(
                texts.text("delivery.letter.news-intro-" + how, parties, named(event.about()), named(event.deputy()))));
        texts.text("delivery.letter.news-then-" + how)
                .lines()
                .map(Paragraph::new)
                .forEach(body::add);
        body.add(new Paragraph(contact.whomToCall(
                texts, matter, sender.name(matter), "delivery.letter.news-call", "delivery.letter.news-reply")));
        Letter letter = new Letter(
                subject,
                rehearsal ? texts.text("delivery.letter.rehearsal") : "",
                salutations.salutation(to),
                body,
                sender.closing(matter));
        return new SigningNewsMail(
                matter.id(),
                agreement.key(),
                new Recipient(to.key(), to.nameWithTitle(), to.mail()),
                subject,
                letter.text(),
                event.news(),
                event.entry());
    }

    private static String wording(News news, Standing standing) {
        return switch (news) {
            case DECLINED -> "declined-signed";
            case RECONSIDERED -> "reconsidered-signed";
            case REPLACED -> standing == Standing.LEFT ? "replaced-left" : "replaced-signed";
            case CANCELLED -> standing == Standing.SIGNED ? "cancelled-signed" : "cancelled-asked";
        };
    }

    private String named(@Nullable Person person) {
        return person == null
                ? texts.text("delivery.letter.news-somebody")
                : texts.text("delivery.letter.news-person", person.nameWithTitle(), person.officeInFull());
    }
}

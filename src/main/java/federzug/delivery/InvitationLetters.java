package federzug.delivery;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.delivery.Letter.Block;
import federzug.delivery.Letter.Items;
import federzug.delivery.Letter.Paragraph;
import federzug.document.Content;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the German mails that ask a person to sign: what, by when, by which way, and whom to call. */
@Component
public class InvitationLetters {
    private static final String OWN_KEY = "pkcs12";
    private static final Set<String> ROUTES = Set.of(OWN_KEY, "pkcs11", "csc", "rueckgabe");

    private final Texts texts = Texts.german();
    private final Salutations salutations = new Salutations(texts);
    private final DeliverySettings settings;
    private final InvitationSettings contact;

    InvitationLetters(DeliverySettings settings, InvitationSettings contact) {
        this.settings = settings;
        this.contact = contact;
    }

    /**
     * What is asked of the person.
     *
     * @param paper the document as it lies with the person, named as the attachment is to be
     * @param signedBefore who has signed it so far, in order
     * @param route {@code pkcs12}, {@code pkcs11}, {@code csc} or {@code rueckgabe}
     * @param round 0 for the invitation, then the number of the reminder
     * @param replaces an earlier invitation is void
     * @param access address of the person's own turn in the pages, empty if there is none
     */
    public record Request(
            Person person,
            Content paper,
            int pages,
            List<String> signedBefore,
            String route,
            @Nullable LocalDateTime deadline,
            int round,
            boolean replaces,
            String access) {
        public Request {
            signedBefore = List.copyOf(signedBefore);
        }

        public Request withAccess(String address) {
            return new Request(person, paper, pages, signedBefore, route, deadline, round, replaces, address);
        }
    }

    public InvitationMail mail(Matter matter, Agreement agreement, Request request, boolean rehearsal) {
        String parties =
                Letters.enumerated(texts, agreement.municipalities().stream().map(Municipality::accusative));
        Content paper = new AttachmentNames(texts).of(matter, agreement, "agreement", request.paper());
        boolean reminder = request.round() > 0;
        String subject = text(
                reminder ? "invite-reminder-subject" : "invite-subject",
                Letters.enumerated(texts, agreement.municipalities().stream().map(Municipality::label)));
        Letter letter = new Letter(
                subject,
                rehearsal ? text("rehearsal") : "",
                salutations.salutation(request.person()),
                body(matter, parties, request, paper),
                new SenderBlock(settings, texts).closing(matter));
        Person to = request.person();
        return new InvitationMail(
                matter.id(),
                agreement.key(),
                new Recipient(to.key(), to.nameWithTitle(), to.mail()),
                subject,
                letter.text(),
                paper,
                !request.signedBefore().isEmpty(),
                request.route(),
                request.round());
    }

    private List<Block> body(Matter matter, String parties, Request request, Content paper) {
        List<Block> body = new ArrayList<>();
        if (request.replaces()) {
            body.add(new Paragraph(text("invite-replaces")));
        }
        boolean reminder = request.round() > 0;
        body.add(new Paragraph(text(reminder ? "invite-reminder-intro" : "invite-intro", parties)));
        body.add(new Items(facts(request, paper)));
        LocalDateTime deadline = request.deadline();
        if (deadline != null) {
            body.add(new Paragraph(text("invite-deadline", GermanTime.longMinute(deadline))));
        }
        if (!request.access().isEmpty()) {
            body.add(new Paragraph(text("invite-access", request.access())));
        }
        String route = ROUTES.contains(request.route()) ? request.route() : OWN_KEY;
        body.add(new Paragraph(texts.text("delivery.letter.invite-route-" + route)));
        body.add(new Items(texts.text("delivery.letter.invite-steps-" + route, paper.name())
                .lines()
                .toList()));
        // A key in a file is in no qualified device (eIDAS, Article 3 no. 12 and Annex II).
        body.add(new Paragraph(text(route.equals(OWN_KEY) ? "invite-key-file" : "invite-sole-control")));
        body.add(new Paragraph(contact.whomToCall(
                texts,
                matter,
                new SenderBlock(settings, texts).name(matter),
                "delivery.letter.invite-call",
                "delivery.letter.invite-reply")));
        return body;
    }

    private List<String> facts(Request request, Content paper) {
        List<String> facts = new ArrayList<>();
        facts.add(text("invite-file", paper.name(), request.pages()));
        facts.add(text("invite-digest", request.paper().digest().hex()));
        if (!request.signedBefore().isEmpty()) {
            facts.add(text("invite-signed-before", String.join(", ", request.signedBefore())));
        }
        return facts;
    }

    private String text(String what, Object... arguments) {
        return texts.text("delivery.letter." + what, arguments);
    }
}

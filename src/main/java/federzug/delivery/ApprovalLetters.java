package federzug.delivery;

import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.delivery.Letter.Block;
import federzug.delivery.Letter.Items;
import federzug.delivery.Letter.Lines;
import federzug.delivery.Letter.Paragraph;
import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.MailText;
import federzug.notice.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the German mails that ask for the approval of a quote or of the text of a press release. */
@Component
public class ApprovalLetters {
    /** At which the text of a release is wrapped. */
    private static final int WIDTH = 72;

    private final Texts texts = Texts.german();
    private final Salutations salutations = new Salutations(texts);
    private final AttachmentNames attachments = new AttachmentNames(texts);
    private final SenderBlock sender;

    ApprovalLetters(DeliverySettings settings) {
        this.sender = new SenderBlock(settings, texts);
    }

    /**
     * What is to be approved.
     *
     * @param person who is quoted; null: the text without the quotes
     * @param wording the quote, or the text
     * @param digest of the wording
     * @param changes what is different from what was approved before, one sentence each; empty: nothing was
     * @param phrase what has to be written in the answer
     * @param round 0: asked for the first time, then the number of the reminder
     * @param access address at which the person finds only the own quote, empty if there is none: then the whole release
     *     comes with the mail
     */
    public record Request(
            @Nullable Person person,
            Recipient to,
            String wording,
            Digest digest,
            List<String> changes,
            String phrase,
            Content release,
            int round,
            String access) {
        public Request {
            changes = List.copyOf(changes);
        }

        public Request inRound(int number) {
            return new Request(person, to, wording, digest, changes, phrase, release, number, access);
        }

        public Request withAccess(String address) {
            return new Request(person, to, wording, digest, changes, phrase, release, round, address);
        }
    }

    public ApprovalMail mail(Matter matter, Request request, String headline, boolean rehearsal) {
        Person person = request.person();
        boolean quote = person != null;
        String asked = text(quote ? "approval-subject-quote" : "approval-subject-text", headline);
        String subject = request.round() == 0 ? asked : text("approval-reminder", asked);
        boolean linked = !request.access().isEmpty();
        Content release = attachments.ofRelease(matter, request.release());
        List<Block> body = new ArrayList<>();
        body.add(new Paragraph(text(quote ? "approval-intro-quote" : "approval-intro-text", headline)));
        if (!request.changes().isEmpty()) {
            body.add(new Paragraph(text("approval-changed")));
            body.add(new Items(request.changes()));
        }
        body.add(new Paragraph(text("approval-wording")));
        Arrays.stream(request.wording().split("\\n\\s*\\n"))
                .filter(part -> !part.isBlank())
                .flatMap(part ->
                        quote ? Stream.of(new Paragraph(text("approval-quoted", part.strip()))) : blocks(part, matter))
                .forEach(body::add);
        if (linked) {
            body.add(new Paragraph(text("approval-access", request.access())));
        }
        body.add(new Paragraph(text(linked ? "approval-how-too" : "approval-how", request.phrase())));
        body.add(new Paragraph(linked ? text("approval-only-these") : text("approval-otherwise", release.name())));
        Letter letter = new Letter(
                subject,
                rehearsal ? text("rehearsal-press") : "",
                person == null ? text("approval-salutation") : salutations.salutation(person),
                body,
                sender.closing(matter));
        return new ApprovalMail(
                matter.id(),
                request.to(),
                subject,
                letter.text(),
                person == null ? "" : person.key(),
                request.digest(),
                linked ? null : release,
                request.round());
    }

    /** Lists stay lists, and lines lines; who signs is said to be that. */
    private Stream<Block> blocks(String part, Matter matter) {
        String bare = part.strip();
        if (bare.startsWith("- ")) {
            return Stream.of(
                    new Items(Arrays.stream(bare.substring(2).split("\\n- ")).toList()));
        }
        List<String> lines = unwrapped(part);
        if (lines.equals(signatories(matter))) {
            return Stream.of(new Paragraph(text("approval-signatories")), new Items(lines));
        }
        return Stream.of(lines.size() == 1 ? new Paragraph(lines.get(0)) : new Lines(lines));
    }

    private static List<String> signatories(Matter matter) {
        return matter.agreements().stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .map(signatory -> signatory.person())
                .map(person -> person.nameWithTitle() + ", " + person.officeInFull())
                .distinct()
                .toList();
    }

    /** A line on which the next word had found room ends there on purpose. */
    private static List<String> unwrapped(String part) {
        List<String> lines = new ArrayList<>();
        String before = "";
        for (String line : part.lines().filter(one -> !one.isBlank()).toList()) {
            String word = line.strip().split(" ")[0];
            boolean goesOn = !lines.isEmpty() && before.length() + 1 + word.length() > WIDTH;
            if (goesOn) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else {
                lines.add(line.strip());
            }
            before = line;
        }
        return lines;
    }

    private String text(String what, Object... arguments) {
        return texts.text("delivery.letter." + what, arguments);
    }

    /**
     * To one person: please approve these words.
     *
     * @param subjectOf whose quote it is about, or empty for the text
     * @param wording digest of what is to be approved: other words are another mail
     * @param release null: a link leads to the quote
     */
    public record ApprovalMail(
            String matter,
            Recipient to,
            String subject,
            MailText text,
            String subjectOf,
            Digest wording,
            @Nullable Content release,
            int round)
            implements Message {
        public ApprovalMail {
            HeaderText.check(subject);
            if (release != null) {
                HeaderText.checkPdf(release);
            }
        }

        @Override
        public Kind kind() {
            return Kind.APPROVAL;
        }

        @Override
        public String about() {
            return subjectOf;
        }

        @Override
        public List<Content> attachments() {
            return release == null ? List.of() : List.of(release);
        }

        @Override
        public boolean signed() {
            return false;
        }

        @Override
        public String businessKey() {
            String first = String.join(
                    "/", "approval", subjectOf, to.identity(), wording.hex().substring(0, 16));
            return round == 0 ? first : first + "/" + round;
        }

        @Override
        public String formerKey() {
            return businessKey();
        }
    }
}

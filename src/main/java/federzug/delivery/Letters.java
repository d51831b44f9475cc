package federzug.delivery;

import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.Protocol;
import federzug.delivery.AgreementMail.Concluded;
import federzug.delivery.AgreementMail.Times;
import federzug.delivery.Letter.Items;
import federzug.delivery.Letter.Paragraph;
import federzug.document.Content;
import federzug.document.MailText;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the German mails. */
@Component
public class Letters {
    private static final Pattern BODY = Pattern.compile("<body[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern BODY_END = Pattern.compile("</body>", Pattern.CASE_INSENSITIVE);

    private final Texts texts = Texts.german();
    private final Salutations salutations = new Salutations(texts);
    private final AttachmentNames attachments = new AttachmentNames(texts);
    private final DeliverySettings settings;
    private final SenderBlock sender;

    Letters(DeliverySettings settings) {
        this.settings = settings;
        this.sender = new SenderBlock(settings, texts);
    }

    /**
     * The signed agreements of a matter that concern one of their signatories.
     *
     * @param concluded at least one, in the order of the matter
     */
    public AgreementMail agreementMail(Matter matter, List<Concluded> concluded, Person to, boolean rehearsal) {
        List<Concluded> all = attachments.named(matter, concluded);
        int count = all.size();
        String subject = text(
                "agreement-subject",
                enumerated(all.stream()
                        .flatMap(one -> parties(one, Municipality::label))
                        .distinct()),
                count);
        List<Letter.Block> blocks = new ArrayList<>();
        if (count > 1) {
            blocks.add(new Paragraph(text("agreement-intro-several")));
        }
        for (Concluded one : all) {
            String parties = enumerated(parties(one, Municipality::accusative));
            String day = GermanTime.longDay(one.signedOn());
            if (count > 1) {
                blocks.add(new Paragraph(text("agreement-one-of-several", parties, day)));
            } else {
                blocks.add(new Paragraph(text("agreement-intro", parties, day)));
                blocks.add(new Paragraph(text("agreement-signers")));
            }
            blocks.add(new Items(Protocol.of(matter).sorted(one.agreement().signatories()).stream()
                    .map(signatory -> signer(matter, signatory.person()))
                    .toList()));
        }
        blocks.add(new Paragraph(text("agreement-attached")));
        blocks.add(new Items(all.stream()
                .flatMap(one -> Stream.of(
                        text(
                                one.qualified() && !rehearsal
                                        ? "agreement-attached-qualified"
                                        : "agreement-attached-signed",
                                one.signed().name()),
                        text("agreement-attached-report", one.report().name())))
                .toList()));
        if (!rehearsal) {
            times(all).ifPresent(code -> blocks.add(new Paragraph(text(code))));
            blocks.add(new Paragraph(text("agreement-viewer")));
        }
        blocks.add(new Paragraph(text("agreement-keep", count)));
        Letter letter = new Letter(
                subject, rehearsal ? text("rehearsal") : "", salutations.salutation(to), blocks, closing(matter));
        return new AgreementMail(
                matter.id(),
                all.stream().map(one -> one.agreement().key()).toList(),
                recipient(to),
                subject,
                letter.text(),
                all.stream()
                        .flatMap(one -> Stream.of(one.signed(), one.report()))
                        .toList());
    }

    /** How a person is addressed in mails of a signing. */
    public static Recipient recipient(Person person) {
        return new Recipient(person.key(), person.nameWithTitle(), person.mail());
    }

    private static Stream<String> parties(Concluded one, Function<Municipality, String> written) {
        return one.agreement().municipalities().stream().map(written);
    }

    /** Nothing is said where a report says nothing. */
    private static Optional<String> times(List<Concluded> all) {
        Set<Times> times = all.stream().map(Concluded::times).collect(Collectors.toSet());
        return times.contains(Times.UNKNOWN)
                ? Optional.empty()
                : Optional.of(
                        times.contains(Times.NOT_QUALIFIED) ? "agreement-times-other" : "agreement-times-qualified");
    }

    /**
     * The press release for one address of the list.
     *
     * @param body the release as rendering made it
     * @throws IllegalArgumentException if the matter has no release
     */
    public PressMail pressMail(
            Matter matter, PressRelease.Recipient to, boolean rehearsal, MailText body, Content release) {
        return pressMail(matter, to, rehearsal, body, release, Correction.NONE);
    }

    /**
     * Which version of the release a recipient gets.
     *
     * @param version empty for the release itself
     * @param says what is corrected, for those who have an earlier version
     * @param answers Message-ID of the earlier version; null: this recipient has none
     */
    public record Correction(
            String version, String says, @Nullable String answers) {
        static final Correction NONE = new Correction("", "", null);
    }

    /** The release or a correction of it, for one address of the list. */
    public PressMail pressMail(
            Matter matter,
            PressRelease.Recipient to,
            boolean rehearsal,
            MailText body,
            Content release,
            Correction correction) {
        PressRelease data = matter.release();
        if (data == null) {
            throw new IllegalArgumentException("no release: " + matter.id());
        }
        LocalDateTime embargo = data.embargo();
        String subject = embargo == null
                ? data.headline()
                : text("press-embargo-subject", GermanTime.minute(embargo), data.headline());
        boolean corrects = correction.answers() != null;
        if (corrects) {
            subject = text("press-correction-subject", subject);
        }
        Recipient unsubscribe = Recipient.of("", data.contact().mail());
        Frame frame = new Frame(body);
        if (corrects) {
            frame.above(text("press-correction", correction.says()));
        }
        if (embargo != null) {
            frame.above(text("press-embargo", GermanTime.minute(embargo)));
        }
        if (rehearsal) {
            frame.above(text("rehearsal-press"));
        }
        List<String> below = new ArrayList<>();
        PressRelease.Picture picture = data.picture();
        if (picture != null) {
            String what = picture.caption().isEmpty() ? picture.alt() : picture.caption();
            below.add(text(
                    "press-picture",
                    what,
                    picture.credit(),
                    picture.rights(),
                    data.contact().mail()));
        }
        below.addAll(sender.lines());
        below.add(text("press-list", unsubscribe.address()));
        if (!settings.sender().privacy().isBlank()) {
            below.add(text("press-privacy", settings.sender().privacy().strip()));
        }
        frame.below(below);
        return new PressMail(
                matter.id(),
                Recipient.of(to.name(), to.address()),
                subject,
                frame.text(),
                attachments.ofRelease(matter, release),
                unsubscribe,
                correction.version(),
                correction.answers());
    }

    /**
     * A mail to ourselves that goes the way of its kind.
     *
     * @param about distinguishes this attempt from all others
     */
    public TestMail testMail(Message.Kind kind, String about, Recipient to, Content attachment) {
        String what = switch (kind) {
            case AGREEMENT -> text("test-agreement");
            case INVITATION -> text("test-invitation");
            case REMINDER -> text("test-reminder");
            case SIGNING_NEWS -> text("test-signing-news");
            case PRESS, APPROVAL -> text("test-press");
        };
        String subject = text("test-subject", what);
        Letter letter = new Letter(
                subject,
                "",
                text("test-salutation"),
                List.of(
                        new Paragraph(text("test-intro", what)),
                        new Paragraph(text("test-attached", attachment.name()))),
                sender.closing(null));
        return new TestMail(kind, about, to, subject, letter.text(), attachment);
    }

    private List<String> closing(Matter matter) {
        return sender.closing(matter);
    }

    private String signer(Matter matter, Person person) {
        return person.representation().isEmpty() || person.isActing()
                ? text("signer", person.nameWithTitle(), person.officeInFull(), house(matter, person))
                : text(
                        "signer-for-another",
                        person.nameWithTitle(),
                        person.office(),
                        house(matter, person),
                        person.representation());
    }

    private String house(Matter matter, Person person) {
        return switch (person.actsFor()) {
            case "polizei" -> text("house-police", matter.policeDirectorate());
            case "lpr" -> text("house-lpr");
            case "ministerium" -> text("house-ministry");
            default ->
                matter.municipalities().stream()
                        .filter(municipality -> municipality.key().equals(person.actsFor()))
                        .map(Municipality::label)
                        .findFirst()
                        .orElse(person.actsFor());
        };
    }

    private String text(String what, Object... arguments) {
        return texts.text("delivery.letter." + what, arguments);
    }

    private String enumerated(Stream<String> parties) {
        return enumerated(texts, parties);
    }

    /** {@code Niesky, Rothenburg und Görlitz}. */
    static String enumerated(Texts texts, Stream<String> parties) {
        List<String> names = parties.toList();
        return names.size() < 2
                ? String.join("", names)
                : texts.text(
                        "delivery.letter.enumeration",
                        String.join(", ", names.subList(0, names.size() - 1)),
                        names.get(names.size() - 1));
    }

    /** Puts lines above and below an existing text. */
    private static final class Frame {
        private String plain;
        private String html;

        Frame(MailText text) {
            plain = text.plain();
            html = text.html();
        }

        void above(String line) {
            plain = Letter.wrapped(line, "") + "\n" + plain;
            String block = "\n<p style=\"border: 2px solid; padding: 0.5em\"><strong>" + Letter.escaped(line)
                    + "</strong></p>";
            Matcher body = BODY.matcher(html);
            int at = body.find() ? body.end() : 0;
            html = html.substring(0, at) + block + html.substring(at);
        }

        void below(List<String> lines) {
            // RFC 3676, 4.3: what follows "-- " is no part of the text.
            plain = plain.stripTrailing() + "\n\n-- \n"
                    + lines.stream().map(line -> Letter.wrapped(line, "")).collect(Collectors.joining());
            String block = "<hr>\n<p><small>"
                    + lines.stream().map(Letter::escaped).collect(Collectors.joining("<br>\n")) + "</small></p>\n";
            Matcher end = BODY_END.matcher(html);
            int at = end.find() ? end.start() : html.length();
            html = html.substring(0, at) + block + html.substring(at);
        }

        MailText text() {
            return new MailText(plain, html);
        }
    }
}

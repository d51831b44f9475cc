package federzug.pipeline.collecting;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.delivery.Inbox;
import federzug.delivery.Inbox.Taken;
import federzug.delivery.IncomingMail;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Collects what comes back: reports of mail servers, returned copies, approvals and unsubscriptions. */
@Component
public class CollectDesk {
    private static final Set<String> UNOPENED = Set.of(
            "delivery.mail-file.encrypted",
            "delivery.mail-file.locked",
            "delivery.mail-file.too-large",
            "delivery.inbox.unreadable");

    private static final Pattern RECALL =
            Pattern.compile("^\\s*(?:r\u00fcckruf|recall):", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** Answers of machines that keep a mail back until its sender proves to be a person. */
    private static final Pattern CHALLENGE = Pattern.compile(
            "confirm (?:your|this|the) (?:e-?mail|message|delivery)|confirm that you are|verify (?:your|that you)"
                    + "|challenge|best\u00e4tigen\\s+sie",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final Inbox inbox;
    private final IncomingCopies copies;
    private final QuoteApprovals approvals;
    private final Unsubscriptions unsubscriptions;
    private final Matters matters;

    CollectDesk(
            Inbox inbox,
            IncomingCopies copies,
            QuoteApprovals approvals,
            Unsubscriptions unsubscriptions,
            Matters matters) {
        this.inbox = inbox;
        this.copies = copies;
        this.approvals = approvals;
        this.unsubscriptions = unsubscriptions;
        this.matters = matters;
    }

    /**
     * A mail or file that was looked at.
     *
     * @param outcome {@code DONE}, {@code UNCLEAR} or {@code LEFT}
     * @param matter empty if it belongs to none
     */
    public record Entry(String name, String from, String outcome, String matter, List<Notice> notices) {
        public Entry {
            notices = List.copyOf(notices);
        }

        /** A person has to read it. */
        public boolean waitsForPerson() {
            return outcome.equals(Outcome.UNCLEAR.name());
        }
    }

    /** What a person has to write to approve a quote. */
    public record Code(String person, String quote, String phrase) {}

    /** Whether there is any place to look at. */
    public boolean hasPlaces() {
        return inbox.isConfigured();
    }

    /** Looks at all places once. */
    public List<Entry> collect(Acting acting, Progress progress) {
        return entries(inbox.collect(handler(acting, progress)));
    }

    /** Looks again and again, and waits in between, until the process is ended. */
    public void collectForEver(Acting acting, Progress progress, Consumer<List<Entry>> told) {
        inbox.collectForEver(
                handler(acting, progress),
                taken -> told.accept(entries(taken)),
                trouble -> trouble.notices().forEach(progress::changed));
    }

    /** The codes for the quotes of a matter's release, to be put into the mails that ask for approval. */
    public List<Code> codes(String matter) {
        return matters
                .find(matter)
                .map(approvals::asked)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter))
                .stream()
                .map(asked -> new Code(
                        asked.quote().person().nameWithTitle(),
                        asked.quote().text(),
                        asked.code().phrase()))
                .toList();
    }

    private Function<IncomingMail, Handled> handler(Acting acting, Progress progress) {
        return mail -> {
            progress.working(Notice.note("pipeline.collect.working", Place.NOWHERE, mail.name()));
            return handled(acting, mail, progress);
        };
    }

    private Handled handled(Acting acting, IncomingMail mail, Progress progress) {
        try {
            if (mail.report() != null) {
                return inbox.takeReport(mail.report()).orElseGet(() -> left(List.of()));
            }
            return copies.take(acting, mail, progress)
                    .or(() -> approvals.take(mail))
                    .or(() -> unsubscriptions.take(mail))
                    .or(() -> recalled(mail))
                    .or(() -> automatic(mail))
                    .or(() -> inbox.takeInformal(mail))
                    .or(() -> unopened(mail))
                    .orElseGet(() -> left(mail.troubles()));
        } catch (NoticedException e) {
            if (e.kind() == Kind.FAILURE) {
                throw e;
            }
            return new Handled(Outcome.UNCLEAR, "", e.notices());
        }
    }

    /** An answering machine's answer to one of our mails needs nobody. */
    private Optional<Handled> automatic(IncomingMail mail) {
        if (!mail.automatic() || !inbox.isAnswerToUs(mail)) {
            return Optional.empty();
        }
        return Optional.of(
                CHALLENGE.matcher(mail.subject() + "\n" + mail.answer()).find()
                        ? forPerson("pipeline.collect.challenge", mail)
                        : new Handled(
                                Outcome.DONE,
                                "",
                                List.of(Notice.note("pipeline.collect.automatic", Place.NOWHERE, mail.from()))));
    }

    /** Somebody wants a mail back that was perhaps an approval: what has been taken stays until a person has asked. */
    private Optional<Handled> recalled(IncomingMail mail) {
        return RECALL.matcher(mail.subject()).find() && (inbox.isAnswerToUs(mail) || approvals.isAsked(mail.from()))
                ? Optional.of(forPerson("pipeline.collect.recalled", mail))
                : Optional.empty();
    }

    private static Handled forPerson(String code, IncomingMail mail) {
        return new Handled(Outcome.UNCLEAR, "", List.of(Notice.warning(code, Place.NOWHERE, mail.from())));
    }

    /** What is encrypted or damaged may be meant for us. */
    private static Optional<Handled> unopened(IncomingMail mail) {
        List<Notice> why = mail.troubles().stream()
                .filter(notice -> UNOPENED.contains(notice.code()))
                .toList();
        return why.isEmpty() ? Optional.empty() : Optional.of(new Handled(Outcome.UNCLEAR, "", why));
    }

    private static Handled left(List<Notice> notices) {
        return new Handled(Outcome.LEFT, "", notices);
    }

    private static List<Entry> entries(List<Taken> taken) {
        return taken.stream()
                .map(one -> new Entry(
                        one.mail().name(),
                        one.mail().from(),
                        one.handled().outcome().name(),
                        one.handled().matter(),
                        one.handled().notices()))
                .toList();
    }
}

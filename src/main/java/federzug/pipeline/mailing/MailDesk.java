package federzug.pipeline.mailing;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.delivery.Recipient;
import federzug.document.ArchivalPdf;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import federzug.pipeline.mailing.OutgoingMails.Answer;
import federzug.rendering.Rendering;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Serves people who look after the mails: the outcome of each, decisions about unclear ones, a test of the mail
 * settings.
 */
@Component
public class MailDesk {
    private static final Logger LOG = LoggerFactory.getLogger(MailDesk.class);
    private static final Texts TEXTS = Texts.german();
    /** Computers sleep and clocks are put right: look again now and then. */
    private static final Duration NAP = Duration.ofSeconds(20);

    private final Matters matters;
    private final Postbox postbox;
    private final PressDesk pressDesk;
    private final Letters letters;
    private final Rendering rendering;
    private final PressTrial trial;
    private final Path testFolder;
    private final Clock clock;

    MailDesk(
            Matters matters,
            Postbox postbox,
            PressDesk pressDesk,
            Letters letters,
            Rendering rendering,
            PressTrial trial,
            @Value("${federzug.home}") Path home,
            Clock clock) {
        this.matters = matters;
        this.postbox = postbox;
        this.pressDesk = pressDesk;
        this.letters = letters;
        this.rendering = rendering;
        this.trial = trial;
        this.testFolder = home.resolve("testmail");
        this.clock = clock;
    }

    /**
     * A mail as people look after it.
     *
     * @param id for {@link #resolve}
     * @param messageId to search a mail server's log by
     * @param nextAttempt when a deferred mail is tried again at the earliest; null: by the next call, or not at all
     * @param reason why it is in its state, null where there is nothing to explain
     * @param waitsForPerson nothing goes on with it by itself
     * @param filed it is a file only, and reaches no address
     * @param replaced it came back, and the same went to another address of the person since
     */
    public record Entry(
            String id,
            String matter,
            String kind,
            String recipient,
            String state,
            Instant since,
            @Nullable Instant nextAttempt,
            String messageId,
            String file,
            @Nullable Notice reason,
            boolean waitsForPerson,
            boolean filed,
            boolean replaced) {}

    /**
     * @param matter null: all mails of all matters, and the test mails
     */
    public List<Entry> list(@Nullable String matter) {
        postbox.settle();
        List<MailStatus> mails = matter == null
                ? postbox.mails()
                : postbox.mails(stored(matter).matter().id());
        return mails.stream().map(this::entry).toList();
    }

    /** What a person has found out about a mail, or decided. What is to go (again) is sent by the next {@code send}. */
    public record Decision(String id, Answer answer) {
        private Postbox.Decision resolution() {
            return new Postbox.Decision(id, answer.resolution());
        }
    }

    /**
     * All of them, or none if anything is wrong with one. A matter's name instead of a mail's number means all its
     * mails that the decision can be made about.
     */
    public List<Entry> resolve(Acting acting, List<Decision> decisions) {
        LOG.info("{} decides about mails: {}", acting.by(), decisions);
        if (decisions.size() == 1) {
            Decision only = decisions.get(0);
            boolean mail = postbox.mails().stream().anyMatch(one -> one.id().equals(only.id()));
            if (!mail && matters.find(only.id()).isPresent()) {
                return postbox.resolveAll(only.id(), only.answer().resolution()).stream()
                        .map(this::entry)
                        .toList();
            }
        }
        return postbox.resolve(decisions.stream().map(Decision::resolution).toList()).stream()
                .map(this::entry)
                .toList();
    }

    /** Sends ourselves the release of a matter as the list would get it. */
    public List<Entry> toMe(Acting acting, String matter, Progress progress) {
        LOG.info("{} sends the release of {} to our own address", acting.by(), matter);
        Message mail = trial.letter(acting, matter, postbox.ownAddress());
        return sent(List.of(() -> mail), progress);
    }

    /** Sends ourselves one test mail of each kind, by the same way as real ones. */
    public List<Entry> toMe(Acting acting, Progress progress) {
        LOG.info("{} sends test mails", acting.by());
        Recipient own = postbox.ownAddress();
        String title = TEXTS.text("pipeline.send.test-title");
        Sheet sheet = new Sheet(
                title,
                "de-DE",
                title,
                List.of(new Sheet.Heading(1, title), Sheet.Paragraph.of(TEXTS.text("pipeline.send.test-text"))));
        ArchivalPdf pdf = rendering.render(sheet, "testdatei.pdf", Marks.NONE);
        String about = clock.instant().toString();
        List<Supplier<Message>> mails = new ArrayList<>();
        Arrays.stream(Message.Kind.values())
                .filter(kind -> kind != Message.Kind.REMINDER
                        && kind != Message.Kind.SIGNING_NEWS
                        && kind != Message.Kind.APPROVAL)
                .forEach(kind -> mails.add(() -> letters.testMail(kind, about, own, pdf.content())));
        return sent(mails, progress);
    }

    private List<Entry> sent(List<Supplier<Message>> mails, Progress progress) {
        if (!postbox.hasMailServer()) {
            progress.changed(Notice.warning("pipeline.send.test-no-server", Place.file(testFolder.toString())));
        }
        List<String> before = postbox.mails().stream().map(MailStatus::id).toList();
        Sending sending = new Sending(postbox, Place.NOWHERE, progress);
        sending.send(mails, new Delivery(false, testFolder, List.of()), Set.of(MailState.ACCEPTED));
        sending.finish();
        return postbox.mails().stream()
                .filter(mail -> !before.contains(mail.id()))
                .map(this::entry)
                .toList();
    }

    /**
     * When there is something to send next, if only time has to pass: the release's first moment, or another attempt.
     *
     * @param matter null: of every matter
     */
    public Optional<Instant> due(@Nullable String matter) {
        List<StoredMatter> looked = matter == null
                ? matters.ids().stream()
                        .flatMap(id -> Unreadable.passingOver(
                                id, () -> matters.find(id).orElseThrow())
                                .stream())
                        .toList()
                : List.of(stored(matter));
        Instant now = clock.instant();
        return looked.stream()
                .flatMap(each -> Stream.concat(pressDesk.due(each).stream(), retries(each)))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    /** Waits until then, by the clock that people see. */
    public void await(Instant due, Progress progress) {
        progress.changed(Notice.note(
                "pipeline.send.waiting", Place.NOWHERE, GermanTime.of(clock).second(due)));
        try {
            for (Instant now = clock.instant(); now.isBefore(due); now = clock.instant()) {
                Duration left = Duration.between(now, due).plusMillis(1);
                Thread.sleep((left.compareTo(NAP) < 0 ? left : NAP).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    private Stream<Instant> retries(StoredMatter stored) {
        return postbox.mails(stored.matter().id()).stream()
                .filter(mail -> mail.state() == MailState.DEFERRED)
                .flatMap(mail -> Stream.ofNullable(mail.nextAttempt()));
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }

    private Entry entry(MailStatus mail) {
        return new Entry(
                mail.id(),
                mail.matter(),
                mail.kind().name(),
                mail.recipient(),
                mail.state().name(),
                mail.since(),
                mail.nextAttempt(),
                mail.messageId(),
                mail.file(),
                mail.reason(),
                mail.waitsForPerson(),
                postbox.isFiled(mail),
                mail.replaced());
    }
}

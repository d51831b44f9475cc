package federzug.pipeline.mailing;

import federzug.ceremony.Acting;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.delivery.Postbox.Resolution;
import federzug.delivery.TestMail;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shows all mails to people who look after them, and takes their decisions about single ones. */
@Component
public class OutgoingMails {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingMails.class);

    /** So many digits distinguish two moves of one mail. */
    private static final int MARK = 16;

    private final Postbox postbox;
    private final BouncedAddresses bounced;

    OutgoingMails(Postbox postbox, BouncedAddresses bounced) {
        this.postbox = postbox;
        this.bounced = bounced;
    }

    /**
     * A mail as people look after it.
     *
     * @param matter empty for a test mail
     * @param detail what the other side said, may be empty
     * @param reason code of why it is in its state, may be empty
     * @param byPerson the state is a person's decision
     * @param needsPerson nothing goes on with it by itself
     * @param mayBeSent a person may say that it has arrived, or was sent by hand
     * @param mayGoAgain a person may have it sent again
     * @param replaced it came back, and the same went to another address of the person since
     * @param mark changes with every move: a decision about what was shown before counts no more
     */
    public record Item(
            String id,
            String matter,
            String kind,
            String recipient,
            String name,
            String subject,
            String state,
            Instant since,
            @Nullable Instant nextAttempt,
            String messageId,
            String detail,
            String reason,
            boolean byPerson,
            boolean needsPerson,
            boolean mayBeSent,
            boolean mayGoAgain,
            boolean filed,
            boolean replaced,
            String mark) {
        /** Whether the other side has refused it, at once or later, and it went to no other address since. */
        public boolean cameBack() {
            return !replaced && (state.equals(MailState.REJECTED.name()) || state.equals(MailState.BOUNCED.name()));
        }
    }

    /** What a person has found out, or decided. */
    public enum Answer {
        /** It has arrived, or was sent by hand. */
        ARRIVED(Resolution.SENT),
        /** It has not: it is to be sent (again). */
        AGAIN(Resolution.RESEND),
        /** It cannot be found out: it is sent again, and says that it may come twice. */
        AGAIN_PERHAPS_TWICE(Resolution.RESEND_PERHAPS_TWICE);

        private final Resolution resolution;

        Answer(Resolution resolution) {
            this.resolution = resolution;
        }

        Resolution resolution() {
            return resolution;
        }
    }

    /** The newest first. */
    public List<Item> all() {
        postbox.settle();
        return postbox.mails().stream()
                .sorted(Comparator.comparing(MailStatus::since).reversed())
                .map(this::item)
                .toList();
    }

    public Optional<Item> find(String id) {
        return all().stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** Addresses in the data of any matter that do not exist. */
    public List<Notice> dead() {
        return bounced.all();
    }

    /**
     * Takes what a person has found out about a mail, or decided. The same decision again changes nothing; one about a state
     * that is over is refused.
     *
     * @param acting with how they know as their reason
     * @param mark {@link Item#mark()} of what they saw
     * @return whether there is something to send now
     */
    public boolean decide(Acting acting, String id, String mark, Answer answer) {
        boolean sent = answer == Answer.ARRIVED;
        Item item = find(id).orElseThrow(() -> PipelineException.refused("pipeline.mail.unknown", Place.NOWHERE));
        if (acting.reason().isBlank()) {
            throw PipelineException.refused("pipeline.mail.how", Place.NOWHERE);
        }
        if (!item.mark().equals(mark)) {
            boolean same = item.byPerson() && item.state().equals(sent ? "ACCEPTED" : "PENDING");
            if (same) {
                return false;
            }
            throw PipelineException.refused("pipeline.mail.changed-meanwhile", Place.NOWHERE);
        }
        boolean doubt = answer != Answer.AGAIN_PERHAPS_TWICE || item.state().equals(MailState.UNKNOWN.name());
        if (!doubt || (sent ? !item.mayBeSent() : !item.mayGoAgain())) {
            throw PipelineException.refused("pipeline.mail.nothing-to-decide", Place.NOWHERE);
        }
        LOG.info("{} decides about mail {}: {}", acting.by(), id, answer);
        postbox.resolve(id, answer.resolution());
        return !sent;
    }

    private Item item(MailStatus mail) {
        MailState state = mail.state();
        boolean test = mail.matter().equals(TestMail.MATTER);
        Notice reason = mail.reason();
        String code = reason == null ? "" : reason.code();
        boolean mine = code.equals("delivery.resolve.by-person");
        boolean open = state == MailState.PENDING || state == MailState.LEASED || state == MailState.HANDING_OVER;
        return new Item(
                mail.id(),
                test ? "" : mail.matter(),
                mail.kind().name(),
                mail.recipient(),
                mail.name(),
                mail.subject(),
                state.name(),
                mail.since(),
                mail.nextAttempt(),
                mail.messageId(),
                reason == null || reason.arguments().size() < 2
                        ? ""
                        : String.valueOf(reason.arguments().get(1)),
                code,
                mine,
                mail.waitsForPerson() || state == MailState.BY_HAND,
                !open && !mail.replaced() && state.mayBecome(MailState.ACCEPTED),
                !open
                        && !test
                        && !mail.replaced()
                        && state.mayBecome(MailState.PENDING)
                        && state != MailState.WITHDRAWN,
                postbox.isFiled(mail),
                mail.replaced(),
                Digest.of((state + " " + mail.since()).getBytes(StandardCharsets.UTF_8))
                        .hex()
                        .substring(0, MARK));
    }
}

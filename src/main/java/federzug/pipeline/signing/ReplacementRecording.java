package federzug.pipeline.signing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Moved;
import federzug.drafting.NegotiatedDraft;
import federzug.drafting.NegotiatedWording;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records a replacement in one transaction: the parties' wording, the changed data, and the signing's new state. */
@Component
class ReplacementRecording {
    private final NegotiatedWording wording;
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReplacementRecording(
            NegotiatedWording wording,
            Matters matters,
            Ceremonies ceremonies,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.wording = wording;
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @return the matter with the changed data */
    StoredMatter record(
            Acting acting, StoredMatter stored, Matter changed, Moved replaced, Optional<NegotiatedDraft> negotiated) {
        return Objects.requireNonNull(transaction.execute(status -> {
            negotiated.ifPresent(
                    draft -> wording.adopt(changed.id(), replaced.next().agreement(), draft));
            StoredMatter accepted = matters.accept(changed, stored.rehearsal(), stored.out(), acting.by());
            ceremonies.save(replaced, acting, clock.instant());
            return accepted;
        }));
    }
}

package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records accepted data in one transaction: the parties' wording, the data, and which documents nobody may sign until they
 * were prepared again.
 */
@Component
class DataRecording {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final TransactionTemplate transaction;

    DataRecording(Matters matters, Ceremonies ceremonies, PlatformTransactionManager transactions) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param outdated signings whose text these data change, as they were when that was found out
     * @throws federzug.ceremony.CeremonyException {@code ceremony.save.overtaken} if one of them has gone on since;
     *     nothing is recorded
     */
    void record(
            Matter matter,
            boolean rehearsal,
            Path out,
            String by,
            DraftAdoption.Chosen wording,
            List<Ceremony> outdated) {
        transaction.executeWithoutResult(status -> {
            outdated.forEach(ceremonies::outdated);
            wording.adopt();
            matters.accept(matter, rehearsal, out, by);
        });
    }
}

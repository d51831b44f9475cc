package federzug.trust;

import eu.europa.esig.dss.model.tsl.DownloadInfoRecord;
import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.ParsingInfoRecord;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.ValidationInfoRecord;
import eu.europa.esig.dss.tsl.sync.SynchronizationStrategy;
import java.time.Clock;
import java.util.Date;
import java.util.function.Predicate;

/**
 * Accepts a list only if it was read, its signature was checked and found valid, and its next issue is not overdue
 * (ETSI TS 119 612 5.3.15). The strategy that comes with DSS also takes lists whose check ended in an error, for
 * example because they carry no signature at all.
 */
final class StrictLists implements SynchronizationStrategy {
    static final String NOT_LOADED = "trust.list.not-loaded";
    static final String UNREADABLE = "trust.list.unreadable";
    static final String UNSIGNED = "trust.list.unsigned";
    static final String SIGNER_UNKNOWN = "trust.list.signer-unknown";
    static final String OVERDUE = "trust.list.overdue";
    static final String OLD = "trust.list.old";

    private final Clock clock;
    private final Predicate<String> fresh;

    /** @param fresh whether what was loaded from this address is recent enough */
    StrictLists(Clock clock, Predicate<String> fresh) {
        this.clock = clock;
        this.fresh = fresh;
    }

    @Override
    public boolean canBeSynchronized(TLInfo list) {
        return trouble(list).isEmpty();
    }

    @Override
    public boolean canBeSynchronized(LOTLInfo list) {
        return canBeSynchronized((TLInfo) list);
    }

    /** The code of the reason why this list does not count, empty if it counts. */
    String trouble(TLInfo list) {
        DownloadInfoRecord loaded = list.getDownloadCacheInfo();
        ParsingInfoRecord parsed = list.getParsingCacheInfo();
        ValidationInfoRecord validated = list.getValidationCacheInfo();
        if (loaded == null || !loaded.isResultExist()) {
            // What is no XML at all fails while it is loaded.
            return fresh.test(list.getUrl()) ? UNREADABLE : NOT_LOADED;
        }
        if (parsed == null || !parsed.isResultExist()) {
            return UNREADABLE;
        }
        if (validated == null || !validated.isResultExist()) {
            return UNSIGNED;
        }
        if (!validated.isValid()) {
            return validated.isIndeterminate() ? SIGNER_UNKNOWN : UNSIGNED;
        }
        Date next = parsed.getNextUpdateDate();
        if (next == null || !clock.instant().isBefore(next.toInstant())) {
            return OVERDUE;
        }
        return fresh.test(list.getUrl()) ? "" : OLD;
    }
}

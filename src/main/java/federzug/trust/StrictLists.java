package federzug.trust;

import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.ParsingInfoRecord;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.ValidationInfoRecord;
import eu.europa.esig.dss.tsl.sync.SynchronizationStrategy;
import java.time.Clock;
import java.util.Date;
import java.util.function.Predicate;

/**
 * A list counts only if it was read, its signature was checked and found valid, and its next issue is not overdue (ETSI
 * TS 119 612 5.3.15). The strategy that comes with DSS also takes lists whose check ended in an error, for example
 * because they carry no signature at all.
 */
final class StrictLists implements SynchronizationStrategy {
    private final Clock clock;
    private final Predicate<String> fresh;

    /** @param fresh whether what was loaded from this address is recent enough */
    StrictLists(Clock clock, Predicate<String> fresh) {
        this.clock = clock;
        this.fresh = fresh;
    }

    @Override
    public boolean canBeSynchronized(TLInfo list) {
        ParsingInfoRecord parsed = list.getParsingCacheInfo();
        ValidationInfoRecord validated = list.getValidationCacheInfo();
        if (parsed == null || !parsed.isResultExist() || validated == null || !validated.isResultExist()) {
            return false;
        }
        Date next = parsed.getNextUpdateDate();
        return validated.isValid()
                && next != null
                && clock.instant().isBefore(next.toInstant())
                && fresh.test(list.getUrl());
    }

    @Override
    public boolean canBeSynchronized(LOTLInfo list) {
        return canBeSynchronized((TLInfo) list);
    }
}

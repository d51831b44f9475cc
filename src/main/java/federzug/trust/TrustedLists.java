package federzug.trust;

import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.TLValidationJobSummary;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import eu.europa.esig.dss.tsl.sync.SynchronizationStrategy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list of lists and the lists it points to say, loaded and checked by DSS.
 *
 * @param anchors the certificates of granted services; empty if nothing could be believed
 * @param issue issue time of the newest list that counts, null if none does
 * @param sequence number of the list of lists, 0 if it does not count
 * @param counting how many national lists count
 * @param named how many national lists the list of lists names
 * @param announcement address at which the list of lists says its signing certificates are announced, null if it
 *     doesn't
 */
record TrustedLists(
        TrustedListsCertificateSource anchors,
        @Nullable Instant issue,
        int sequence,
        int counting,
        int named,
        @Nullable String announcement) {

    /** Nothing is believed. */
    static TrustedLists none() {
        return new TrustedLists(new TrustedListsCertificateSource(), null, 0, 0, 0, null);
    }

    boolean empty() {
        return anchors.getCertificates().isEmpty();
    }

    /**
     * Loads anew.
     *
     * @param loader throws for what it does not have; such lists don't count
     */
    static TrustedLists load(LOTLSource lotl, DSSFileLoader loader, SynchronizationStrategy strategy) {
        TrustedListsCertificateSource anchors = new TrustedListsCertificateSource();
        TLValidationJob job = new TLValidationJob();
        ExecutorService workers = Executors.newFixedThreadPool(4, TrustedLists::daemon);
        try {
            job.setExecutorService(workers);
            job.setListOfTrustedListSources(lotl);
            job.setTrustedListCertificateSource(anchors);
            job.setSynchronizationStrategy(strategy);
            job.setOnlineDataLoader(loader);
            job.onlineRefresh();
        } finally {
            workers.shutdownNow();
        }
        return of(anchors, job.getSummary(), strategy);
    }

    private static TrustedLists of(
            TrustedListsCertificateSource anchors, TLValidationJobSummary summary, SynchronizationStrategy strategy) {
        LOTLInfo lotl = summary.getLOTLInfos().get(0);
        List<TLInfo> lists = lotl.getTLInfos();
        if (!strategy.canBeSynchronized(lotl)) {
            return new TrustedLists(new TrustedListsCertificateSource(), null, 0, 0, lists.size(), null);
        }
        List<TLInfo> counting =
                lists.stream().filter(strategy::canBeSynchronized).toList();
        Instant issue = Stream.concat(Stream.of(lotl), counting.stream())
                .map(list -> list.getParsingCacheInfo().getIssueDate())
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .max(Comparator.naturalOrder())
                .orElse(null);
        String announcement = lotl.getParsingCacheInfo().getSigningCertificateAnnouncementUrl();
        Integer sequence = lotl.getParsingCacheInfo().getSequenceNumber();
        return new TrustedLists(
                anchors, issue, sequence == null ? 0 : sequence, counting.size(), lists.size(), announcement);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "trusted-lists");
        thread.setDaemon(true);
        return thread;
    }
}

package federzug.trust;

import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.ParsingInfoRecord;
import eu.europa.esig.dss.model.tsl.PivotInfo;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.TLValidationJobSummary;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import eu.europa.esig.dss.tsl.source.TLSource;
import federzug.trust.status.ListFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The content of a list of lists and the lists it points to, or of one list alone, loaded and checked by DSS.
 *
 * @param anchors the certificates of granted services; empty if nothing could be believed
 * @param lists the first list, then those it points to
 * @param pivots addresses of the lists between the certificates of the Official Journal and those of today
 * @param announcement address at which the list of lists says its signing certificates are announced, null if it
 *     doesn't
 */
record TrustedLists(
        TrustedListsCertificateSource anchors,
        List<ListFacts> lists,
        List<String> pivots,
        @Nullable String announcement) {
    /** DSS only collects remarks on the schema of the versions it is given; they decide nothing, and cost as much as all else. */
    static final List<Integer> NO_SCHEMA = List.of();

    TrustedLists {
        lists = List.copyOf(lists);
        pivots = List.copyOf(pivots);
    }

    /** Nothing is believed. */
    static TrustedLists none() {
        return new TrustedLists(new TrustedListsCertificateSource(), List.of(), List.of(), null);
    }

    private static TrustedLists unreadable(String address) {
        ListFacts facts = new ListFacts(address, "", 0, 0, null, null, null, 0, StrictLists.UNREADABLE);
        return new TrustedLists(new TrustedListsCertificateSource(), List.of(facts), List.of(), null);
    }

    boolean empty() {
        return anchors.getCertificates().isEmpty();
    }

    /** Code of the reason why the first list does not count, empty if it counts. */
    String trouble() {
        return lists.isEmpty() ? StrictLists.NOT_LOADED : lists.get(0).trouble();
    }

    /** Issue time of the newest list that counts, null if none does. */
    @Nullable
    Instant issue() {
        return lists.stream()
                .filter(ListFacts::counts)
                .map(ListFacts::issue)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Number of the first list, 0 if it does not count. */
    int sequence() {
        return trouble().isEmpty() ? lists.get(0).sequence() : 0;
    }

    /** How many of the lists pointed to count. */
    int counting() {
        return (int) lists.stream().skip(1).filter(ListFacts::counts).count();
    }

    /** How many lists are pointed to. */
    int named() {
        return Math.max(0, lists.size() - 1);
    }

    /**
     * Loads and checks the lists.
     *
     * @param loader throws for what it does not have; such lists don't count
     * @param fetchedAt when an address was last fetched, null if never
     */
    static TrustedLists load(
            LOTLSource lotl, DSSFileLoader loader, StrictLists strict, Function<String, @Nullable Instant> fetchedAt) {
        TrustedListsCertificateSource anchors = new TrustedListsCertificateSource();
        TLValidationJobSummary summary;
        try {
            summary = summary(job -> job.setListOfTrustedListSources(lotl), loader, strict, anchors);
        } catch (RuntimeException e) {
            // DSS falls over a list that is none of lists.
            return unreadable(lotl.getUrl());
        }
        LOTLInfo first = summary.getLOTLInfos().get(0);
        ListFacts own = facts(first, strict, fetchedAt);
        if (!own.counts()) {
            // What it points to is only as good as itself.
            return new TrustedLists(new TrustedListsCertificateSource(), List.of(own), List.of(), null);
        }
        List<ListFacts> facts = new ArrayList<>(List.of(own));
        first.getTLInfos().forEach(list -> facts.add(facts(list, strict, fetchedAt)));
        List<String> pivots =
                first.getPivotInfos().stream().map(PivotInfo::getUrl).toList();
        String announcement = first.getParsingCacheInfo().getSigningCertificateAnnouncementUrl();
        return new TrustedLists(anchors, facts, pivots, announcement);
    }

    /** Loads one list on its own, as {@link #load} does. */
    static TrustedLists load(
            TLSource list, DSSFileLoader loader, StrictLists strict, Function<String, @Nullable Instant> fetchedAt) {
        TrustedListsCertificateSource anchors = new TrustedListsCertificateSource();
        TLValidationJobSummary summary;
        try {
            summary = summary(job -> job.setTrustedListSources(list), loader, strict, anchors);
        } catch (RuntimeException e) {
            return unreadable(list.getUrl());
        }
        ListFacts facts = facts(summary.getOtherTLInfos().get(0), strict, fetchedAt);
        return new TrustedLists(
                facts.counts() ? anchors : new TrustedListsCertificateSource(), List.of(facts), List.of(), null);
    }

    private static TLValidationJobSummary summary(
            Consumer<TLValidationJob> sources,
            DSSFileLoader loader,
            StrictLists strict,
            TrustedListsCertificateSource anchors) {
        TLValidationJob job = new TLValidationJob();
        ExecutorService workers = Executors.newFixedThreadPool(4, TrustedLists::daemon);
        try {
            job.setExecutorService(workers);
            sources.accept(job);
            job.setTrustedListCertificateSource(anchors);
            job.setSynchronizationStrategy(strict);
            job.setOnlineDataLoader(loader);
            job.onlineRefresh();
        } finally {
            workers.shutdown();
        }
        return job.getSummary();
    }

    private static ListFacts facts(TLInfo list, StrictLists strict, Function<String, @Nullable Instant> fetchedAt) {
        ParsingInfoRecord parsed = list.getParsingCacheInfo();
        boolean known = parsed != null && parsed.isResultExist();
        String pointed = list.getOtherTSLPointer() == null
                ? ""
                : Objects.requireNonNullElse(list.getOtherTSLPointer().getSchemeTerritory(), "");
        return new ListFacts(
                list.getUrl(),
                known ? Objects.requireNonNullElse(parsed.getTerritory(), pointed) : pointed,
                known ? Objects.requireNonNullElse(parsed.getVersion(), 0) : 0,
                known ? Objects.requireNonNullElse(parsed.getSequenceNumber(), 0) : 0,
                known ? instant(parsed.getIssueDate()) : null,
                known ? instant(parsed.getNextUpdateDate()) : null,
                fetchedAt.apply(list.getUrl()),
                known ? parsed.getTSNumber() : 0,
                strict.trouble(list));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "trusted-lists");
        thread.setDaemon(true);
        return thread;
    }
}

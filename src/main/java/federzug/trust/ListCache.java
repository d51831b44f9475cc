package federzug.trust;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.client.http.DataLoader;
import federzug.file.WholeFile;
import federzug.trust.status.ListFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads trusted lists and keeps them as files; a file's modification time says when its list was last fetched. What
 * cannot be fetched comes from the file. Nothing here is believed: signatures are checked at each load. A list is kept
 * only once it was found good: a bad answer never drives out a good list.
 */
final class ListCache implements DSSFileLoader {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ListCache.class);

    private final transient Path folder;
    private final transient Clock clock;
    private final transient @Nullable DataLoader network;
    private final transient Duration reuse;
    private final String first;
    private final Map<String, byte[]> fetched = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    /**
     * @param network null: only what is kept
     * @param first address whose failure means that the network is down: the others are not tried then
     * @param reuse what was fetched more recently is not fetched again
     */
    ListCache(Path folder, Clock clock, @Nullable DataLoader network, String first, Duration reuse) {
        this.folder = folder;
        this.clock = clock;
        this.network = network;
        this.first = first;
        this.reuse = reuse;
        this.down = network == null;
    }

    /** When this address was last fetched, null if never. */
    @Nullable
    Instant fetchedAt(String url) {
        return fetched.containsKey(url) && !refused.contains(url) ? clock.instant() : keptSince(file(url));
    }

    private static @Nullable Instant keptSince(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public DSSDocument getDocument(String url) {
        byte[] known = refused.contains(url) ? null : fetched.get(url);
        if (known != null) {
            return new InMemoryDocument(known);
        }
        DataLoader loader = network;
        if (!down && loader != null && !refused.contains(url) && !recent(url)) {
            try {
                byte[] bytes = loader.get(url);
                if (bytes == null || bytes.length == 0) {
                    throw new DSSException("empty: " + url);
                }
                fetched.put(url, bytes);
                return new InMemoryDocument(bytes);
            } catch (DSSException e) {
                down = url.equals(first);
            }
        }
        try {
            return new InMemoryDocument(Files.readAllBytes(file(url)));
        } catch (IOException e) {
            throw new DSSException("not to be had: " + url, e);
        }
    }

    private boolean recent(String url) {
        Instant since = keptSince(file(url));
        Instant now = clock.instant();
        return since != null && since.isAfter(now.minus(reuse)) && !since.isAfter(now);
    }

    /**
     * @param lists what counts now
     * @param refused addresses whose answer was not taken over; the kept list remains valid while it is fresh
     * @param fetched when the first list was last fetched, null if never
     */
    record Loaded(
            TrustedLists lists,
            List<String> refused,
            @Nullable Instant fetched) {}

    /** Loads, a second time if something fetched is worse than what is kept, and keeps what is good. */
    Loaded load(Supplier<TrustedLists> once, Duration maximumAge) {
        TrustedLists lists = once.get();
        List<String> worse = refuse(lists, maximumAge);
        if (!worse.isEmpty()) {
            lists = once.get();
        }
        keep(lists);
        return new Loaded(lists, worse, fetchedAt(first));
    }

    /**
     * Sorts out what was fetched but does not count, or is an older issue than the fresh one that is kept.
     *
     * @return the addresses for which a kept list may do better; the lists are to be loaded once more then
     */
    private List<String> refuse(TrustedLists loaded, Duration maximumAge) {
        List<String> before = new ArrayList<>();
        if (!loaded.trouble().isEmpty()) {
            // What a list of lists points to is only as good as itself.
            List.copyOf(fetched.keySet()).forEach(url -> refuse(url, before));
        }
        for (ListFacts list : loaded.lists()) {
            if (!list.counts() || isOlder(list, maximumAge)) {
                refuse(list.address(), before);
            }
        }
        return before;
    }

    private void refuse(String url, List<String> before) {
        if (fetched.containsKey(url) && refused.add(url) && Files.exists(file(url))) {
            before.add(url);
        }
    }

    private boolean isOlder(ListFacts list, Duration maximumAge) {
        Path kept = file(list.address());
        Instant since = keptSince(kept);
        return fetched.containsKey(list.address())
                && since != null
                && since.isAfter(clock.instant().minus(maximumAge))
                && ListNumber.of(kept) > list.sequence();
    }

    /** Keeps what was fetched and found good. */
    private void keep(TrustedLists loaded) {
        if (!loaded.trouble().isEmpty()) {
            return;
        }
        Collection<String> good = new ArrayList<>(loaded.pivots());
        loaded.lists().stream()
                .filter(ListFacts::counts)
                .map(ListFacts::address)
                .forEach(good::add);
        for (String url : good) {
            byte[] bytes = refused.contains(url) ? null : fetched.get(url);
            if (bytes != null) {
                keepIfPossible(file(url), bytes);
            }
        }
    }

    /** A cache that cannot be written is no cache; the list itself is there. */
    private void keepIfPossible(Path file, byte[] bytes) {
        try {
            keep(file, bytes, clock.instant());
        } catch (DSSException e) {
            LOG.warn("A trusted list cannot be kept", e);
        }
    }

    /** All or nothing: a reader in another process never sees half a list. */
    static void keep(Path file, byte[] bytes, Instant fetchedAt) {
        try (WholeFile whole = WholeFile.beside(file)) {
            whole.fill(bytes);
            Files.setLastModifiedTime(whole.part(), FileTime.from(fetchedAt));
            whole.takeName();
        } catch (IOException e) {
            throw new DSSException("cannot keep " + file, e);
        }
    }

    private Path file(String url) {
        return folder.resolve(name(url));
    }

    /** The name of the file that keeps what comes from this address. */
    static String name(String url) {
        try {
            byte[] name = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(name, 0, 16) + ".xml";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package federzug.trust;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.client.http.DataLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Downloads trusted lists and keeps them as files; a file's modification time says when its list was last fetched. What
 * cannot be fetched comes from the file. Nothing here is believed: signatures are checked at each load.
 */
final class ListCache implements DSSFileLoader {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 50_000_000;

    private final transient Path folder;
    private final transient Clock clock;
    private final transient @Nullable DataLoader network;
    private final String first;
    private volatile boolean down;

    /**
     * @param network null: only what is kept
     * @param first address whose failure means that the network is down: the others are not tried then
     */
    ListCache(Path folder, Clock clock, @Nullable DataLoader network, String first) {
        this.folder = folder;
        this.clock = clock;
        this.network = network;
        this.first = first;
        this.down = network == null;
    }

    /** When this address was last fetched, null if never. */
    @Nullable
    Instant fetchedAt(String url) {
        try {
            return Files.getLastModifiedTime(file(url)).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public DSSDocument getDocument(String url) {
        DataLoader loader = network;
        if (!down && loader != null) {
            try {
                byte[] bytes = loader.get(url);
                if (bytes == null || bytes.length == 0 || bytes.length > LARGEST) {
                    throw new DSSException("empty or too large: " + url);
                }
                keep(url, bytes);
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

    /** All or nothing: a reader in another process never sees half a list. */
    private void keep(String url, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, "list", ".part");
            Files.write(half, bytes);
            Files.setLastModifiedTime(half, FileTime.from(clock.instant()));
            Files.move(half, file(url), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DSSException("cannot keep " + url, e);
        }
    }

    private Path file(String url) {
        try {
            byte[] name = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(name, 0, 16) + ".xml");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

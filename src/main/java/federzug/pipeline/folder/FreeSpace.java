package federzug.pipeline.folder;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Checks the free space of the data folder's disk, before a run and after a failure. */
@Component
public class FreeSpace {
    /** Below this nothing is begun: a matter takes about 2 MB, and the database needs room to tidy up. */
    private static final long LEAST = 50_000_000;
    /** Below this even a single page of the database may not fit. */
    private static final long NOTHING = 1_000_000;

    /** Megabytes: about two hundred matters. */
    private static final long SOON = 500;

    private final Path home;
    private final Gauge gauge;

    /** Measures the free bytes of a folder's disk. */
    @FunctionalInterface
    interface Gauge {
        long free(Path folder) throws IOException;
    }

    @Autowired
    FreeSpace(@Value("${federzug.home}") Path home) {
        this(home, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    FreeSpace(Path home, Gauge gauge) {
        this.home = home;
        this.gauge = gauge;
    }

    /** Free bytes of the data folder's disk; empty if that is unknown. */
    public OptionalLong bytes() {
        try {
            return OptionalLong.of(gauge.free(home));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** What room there is, as a note; a warning if soon nothing more can be begun, an error if that is so now. */
    public Notice room() {
        try {
            long free = gauge.free(home) / 1_000_000;
            return shortage()
                    .orElse(
                            free < SOON
                                    ? Notice.warning("pipeline.disk.soon", Place.file(home.toString()), free)
                                    : Notice.note("pipeline.disk.room", Place.file(home.toString()), free));
        } catch (IOException e) {
            return Notice.note("pipeline.disk.unknown", Place.file(home.toString()));
        }
    }

    /** Empty if there is room, or if that is unknown. */
    public Optional<Notice> shortage() {
        return below(LEAST);
    }

    /** Nothing more can be written; empty if something can, or if that is unknown. */
    public Optional<Notice> exhaustion() {
        return below(NOTHING);
    }

    /** The same before the application has started; also where the folder is yet to be made. */
    public static Optional<Notice> exhaustion(Path home) {
        Path there = home.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return new FreeSpace(there).exhaustion();
    }

    private Optional<Notice> below(long limit) {
        try {
            long free = gauge.free(home);
            return free >= limit
                    ? Optional.empty()
                    : Optional.of(Notice.error(
                            "pipeline.disk.full", Place.file(home.toString()), free / 1_000_000, LEAST / 1_000_000));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * @throws PipelineException (FAILURE) if there is no room
     */
    public void require() {
        shortage().ifPresent(notice -> {
            throw new PipelineException(Kind.FAILURE, notice);
        });
    }
}

package federzug.delivery.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of files, looked at again and again: network drives send no events. */
public final class WatchedFolder implements IncomingSource {
    private static final Duration STILL = Duration.ofSeconds(5);
    private static final List<String> KINDS = List.of(".pdf", ".eml", ".msg", ".p7m", ".zip");

    private final Path folder;
    private final Clock clock;

    public WatchedFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    private record Look(long size, Instant time) {}

    @Override
    public String name() {
        return folder.toAbsolutePath().normalize().toString();
    }

    /** Only files that nobody is writing: their size and time have stood still for a while. */
    @Override
    public List<Waiting> waiting() throws IOException {
        Map<Path, Look> first = look();
        boolean allOld = first.values().stream().allMatch(this::isOld);
        Map<Path, Look> second = first;
        if (!allOld) {
            await(STILL);
            second = look();
        }
        List<Waiting> still = new ArrayList<>();
        for (Path file : first.keySet().stream().sorted().toList()) {
            Look look = first.get(file);
            if (look != null && look.equals(second.get(file))) {
                still.add(new File(file, look));
            }
        }
        return still;
    }

    private boolean isOld(Look look) {
        return look.time().plus(STILL).isBefore(clock.instant());
    }

    private Map<Path, Look> look() throws IOException {
        Map<Path, Look> found = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(WatchedFolder::isMeant).toList()) {
                try {
                    BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                    if (facts.isRegularFile()) {
                        found.put(
                                file,
                                new Look(facts.size(), facts.lastModifiedTime().toInstant()));
                    }
                } catch (NoSuchFileException e) {
                    // Taken away meanwhile.
                }
            }
        }
        return found;
    }

    /** Not what programs put there for themselves ({@code ~$…}, {@code *.tmp}, {@code Thumbs.db}). */
    private static boolean isMeant(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith("~") && !name.startsWith(".") && KINDS.stream().anyMatch(name::endsWith);
    }

    @Override
    public void await(Duration most) {
        try {
            Thread.sleep(Math.min(most.toMillis(), STILL.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private final class File implements Waiting {
        private final Path file;
        private final Look look;

        File(Path file, Look look) {
            this.file = file;
            this.look = look;
        }

        @Override
        public String place() {
            return file.getFileName() + " " + look.time() + " " + look.size();
        }

        @Override
        public String name() {
            return String.valueOf(file.getFileName());
        }

        @Override
        public long size() {
            return look.size();
        }

        @Override
        public byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }

        @Override
        public void move(boolean clear) throws IOException {
            Path to = Files.createDirectories(folder.resolve(clear ? "erledigt" : "unklar"));
            int dot = name().lastIndexOf('.');
            Path target = to.resolve(name());
            for (int i = 2; Files.exists(target); i++) {
                target = to.resolve(name().substring(0, dot) + "-" + i + name().substring(dot));
            }
            Files.move(file, target);
        }
    }
}

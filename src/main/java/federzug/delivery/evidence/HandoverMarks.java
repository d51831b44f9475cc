package federzug.delivery.evidence;

import federzug.delivery.LeaseHolder;
import federzug.document.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records beside an embedded database which attempts have begun to be handed over, which were accepted, and which were
 * taken back from their process: for each attempt, what was written first holds. Each process has a file of its own, which
 * outlives it if it is killed. Nothing is flushed to the disk: the ledger itself detects the restart of a machine.
 */
public final class HandoverMarks {
    /** The folder in the home. */
    public static final String FOLDER = ".versandmarken";

    private static final String BEGUN = "B ";
    private static final String ACCEPTED = "A ";
    private static final String TAKEN_BACK = "R ";

    private final Path folder;
    private final String holder;
    private @Nullable FileChannel own;
    private long known;
    private final Set<String> takenBack = new HashSet<>();

    /** @param holder the process that hands over */
    public HandoverMarks(Path folder, String holder) {
        this.folder = folder;
        this.holder = holder;
    }

    /** What is known of an attempt whose mail was leased. */
    public enum Mark {
        /** It had not begun, and will not begin any more. */
        TAKEN_BACK,
        BEGUN,
        ACCEPTED,
        /** The file is missing: whether the attempt had begun is unknown. */
        LOST
    }

    /**
     * To be called before mails are leased: without its file, nobody could tell later what this process has begun.
     *
     * @param stillLeasing the processes that have leased mails, as the ledger names them: their files are kept
     */
    public void open(Set<String> stillLeasing) throws IOException {
        synchronized (HandoverMarks.class) {
            if (own != null) {
                return;
            }
            make();
            clear(stillLeasing);
            FileChannel channel = FileChannel.open(
                    file(holder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.size() == 0) {
                write(channel, 0, holder + "\n");
            }
            own = channel;
        }
    }

    public boolean isOpen() {
        synchronized (HandoverMarks.class) {
            return own != null;
        }
    }

    /** Leaves the file for others to read; with the next mail it is opened again. */
    public void close() throws IOException {
        synchronized (HandoverMarks.class) {
            if (own != null) {
                own.close();
                own = null;
            }
        }
    }

    /** False if it was taken back: then it must not go. It may go when this returns, and whatever happens it is known. */
    public boolean begin(String id, int attempts) throws IOException {
        String attempt = SendingJournal.attempt(id, attempts);
        synchronized (HandoverMarks.class) {
            FileChannel channel = opened();
            try (FileLock lock = channel.lock()) {
                long size = channel.size();
                if (size > known) {
                    text(channel, known, size)
                            .lines()
                            .filter(line -> line.startsWith(TAKEN_BACK))
                            .forEach(line -> takenBack.add(line.substring(TAKEN_BACK.length())));
                }
                if (takenBack.contains(attempt)) {
                    known = size;
                    return false;
                }
                known = write(channel, size, BEGUN + attempt + "\n");
                return true;
            }
        }
    }

    /** The mail server has taken it; the ledger will know soon. */
    public void accepted(String id, int attempts) {
        synchronized (HandoverMarks.class) {
            try {
                FileChannel channel = opened();
                try (FileLock lock = channel.lock()) {
                    write(channel, channel.size(), ACCEPTED + SendingJournal.attempt(id, attempts) + "\n");
                }
            } catch (IOException e) {
                // Killed at this very moment, the mail is taken for begun: a person decides.
            }
        }
    }

    /** Takes an attempt back from the process that has leased it, if it has not begun. */
    public Mark takeBack(String from, String id, int attempts) {
        String attempt = SendingJournal.attempt(id, attempts);
        synchronized (HandoverMarks.class) {
            try (FileChannel channel = FileChannel.open(file(from), StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                long size = channel.size();
                Set<String> lines = new HashSet<>(text(channel, 0, size).lines().toList());
                if (lines.contains(ACCEPTED + attempt)) {
                    return Mark.ACCEPTED;
                }
                if (lines.contains(BEGUN + attempt)) {
                    return Mark.BEGUN;
                }
                if (!lines.contains(TAKEN_BACK + attempt)
                        && !LeaseHolder.parse(from).isDead()) {
                    write(channel, size, TAKEN_BACK + attempt + "\n");
                }
                return Mark.TAKEN_BACK;
            } catch (IOException e) {
                return Mark.LOST;
            }
        }
    }

    /** Files of processes that have died and of whom the ledger expects nothing any more. */
    private void clear(Set<String> stillLeasing) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String first = head(file);
                if (!first.isEmpty() && !first.equals(holder) && !stillLeasing.contains(first) && isDead(first)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** What a power cut has left of a file may name no process: it stays. */
    private static boolean isDead(String process) {
        try {
            return LeaseHolder.parse(process).isDead();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String head(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().filter(line -> line.indexOf('|') > 0).orElse("");
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel channel = own;
        if (channel == null) {
            throw new IOException("not open: " + folder);
        }
        return channel;
    }

    /** @return the size afterwards; what cannot be written whole is taken out again */
    private static long write(FileChannel channel, long at, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
        } catch (IOException e) {
            channel.truncate(at);
            throw e;
        }
        return at + bytes.position();
    }

    private static String text(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // until all of it is read
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private Path file(String process) {
        return folder.resolve(
                Digest.of(process.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 24));
    }

    /** Names of recipients are not in it, but the numbers of their mails are: for the owner alone. */
    private void make() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            Files.createDirectory(
                    folder,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            // Made by another process at the same moment.
        }
    }
}

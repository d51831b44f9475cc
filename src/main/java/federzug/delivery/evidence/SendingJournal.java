package federzug.delivery.evidence;

import federzug.document.Digest;
import federzug.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A file to which each group of mails is appended before it is handed over. Each line is chained to the one before by its
 * hash, so that a changed line is noticed. Several processes may append.
 */
public final class SendingJournal {
    private static final String HANDED_OVER = "H";
    private static final String ENDED = "E";
    private static final int HASH = 32;
    private static final String START = "0".repeat(HASH);
    /** No line is longer. */
    private static final int TAIL = 64 * 1024;

    /** One for each file: whoever writes to the one need not wait until the disk has the other. */
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private long knownSize = -1;
    private String knownChain = START;

    public SendingJournal(Path file) {
        this.file = file;
    }

    /**
     * What is written down.
     *
     * @param ended mails whose hand-over came to an end that was recorded in the ledger, as {@link #attempt}
     * @param intact no line was changed or taken out
     */
    public record Written(List<HandedOver> mails, Set<String> ended, boolean intact) {
        public Written {
            mails = List.copyOf(mails);
            ended = Set.copyOf(ended);
        }
    }

    /** One attempt at one mail. */
    public static String attempt(String id, int attempts) {
        return id + " " + attempts;
    }

    /** On the disk when this returns. */
    public void handOver(List<HandedOver> mails) throws IOException {
        List<String> lines = new ArrayList<>();
        takeEnded(lines);
        mails.forEach(mail -> lines.add(HANDED_OVER + "\t" + mail.line()));
        append(lines, true);
    }

    /** To be called when the ledger knows the outcome; written together with what comes next. */
    public void end(String id, int attempts) {
        ended.add(ENDED + "\t" + attempt(id, attempts));
    }

    /** Writes what waits, without waiting for the disk. */
    public void flush() throws IOException {
        List<String> lines = new ArrayList<>();
        takeEnded(lines);
        if (!lines.isEmpty()) {
            append(lines, false);
        }
    }

    private void takeEnded(List<String> lines) {
        for (String line = ended.poll(); line != null; line = ended.poll()) {
            lines.add(line);
        }
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    public Written read() throws IOException {
        List<HandedOver> mails = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        boolean intact = true;
        String chain = START;
        String all;
        try {
            all = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return new Written(mails, ended, true);
        }
        // A last line without its end was being written when the machine stopped: nothing of it was handed over.
        for (String line : all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
            if (line.length() < HASH + 3) {
                intact = false;
                continue;
            }
            String words = line.substring(HASH + 1);
            intact &= line.startsWith(chained(chain, words));
            chain = line.substring(0, HASH);
            String rest = words.substring(words.indexOf('\t') + 1);
            if (words.startsWith(ENDED + "\t")) {
                ended.add(rest);
            } else {
                HandedOver.parse(rest).ifPresent(mails::add);
            }
        }
        return new Written(mails, ended, intact);
    }

    private void append(List<String> lines, boolean durably) throws IOException {
        // Locks of files are the process's: threads keep each other out by themselves.
        synchronized (LOCKS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new Object())) {
            boolean fresh = !exists();
            if (fresh) {
                make();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                String chain = end(channel);
                StringBuilder text = new StringBuilder();
                for (String line : lines) {
                    chain = chained(chain, line);
                    text.append(chain).append(' ').append(line).append('\n');
                }
                ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (durably) {
                    channel.force(false);
                }
                knownChain = chain;
                knownSize = channel.position();
            }
            if (fresh && durably) {
                flushName();
            }
        }
    }

    /** Moves to the end of the last whole line. */
    private String end(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == knownSize) {
            channel.position(size);
            return knownChain;
        }
        long from = Math.max(0, size - TAIL);
        ByteBuffer tail = ByteBuffer.allocate((int) (size - from));
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) > 0) {
            // until all of it is read
        }
        String text = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf('\n') + 1;
        channel.truncate(from + end);
        channel.position(from + end);
        if (end == 0) {
            return START;
        }
        int begin = text.lastIndexOf('\n', end - 2) + 1;
        return text.substring(begin, Math.min(begin + HASH, end - 1));
    }

    private void make() throws IOException {
        Path folder = folder();
        Files.createDirectories(folder);
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, owner);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            // Made by another process at the same moment.
        }
    }

    private void flushName() {
        try {
            WholeFile.flush(folder());
        } catch (IOException e) {
            // Not possible on this file system: the bytes are safe already.
        }
    }

    private Path folder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder: " + file);
        }
        return folder;
    }

    private static String chained(String before, String words) {
        return Digest.of((before + words).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, HASH);
    }
}

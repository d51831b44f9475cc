package federzug.delivery;

import federzug.agreement.PathName;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The folder with the mails of a matter, for people. A file there is whole or not there at all. */
final class Outbox {
    private Outbox() {}

    /** {@code 01-raphael.eml}: the number keeps names apart that are written alike. */
    static String fileName(int ordinal, String recipientKey) {
        String part = PathName.of(recipientKey);
        return String.format(Locale.ROOT, "%02d-%s.eml", ordinal, part.isEmpty() ? "empfaenger" : part);
    }

    /**
     * Bytes are on disk when this returns, and the name is after {@link #flush}; a file with the same bytes is left alone.
     * Several may be written at once.
     */
    static void write(Path folder, String name, byte[] mail) {
        Path file = folder.resolve(name);
        try {
            PartFile.clear(folder);
            if (Files.isRegularFile(file)
                    && Files.size(file) == mail.length
                    && java.util.Arrays.equals(Files.readAllBytes(file), mail)) {
                return;
            }
            Files.createDirectories(folder);
            Path part = PartFile.begin(file);
            try {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(mail);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new DeliveryException(
                    Kind.FAILURE, Notice.error("delivery.outbox.unwritable", Place.file(file.toString())), e);
        }
    }

    /** Makes the renaming itself durable; Windows neither needs nor allows it. */
    static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not possible on this file system: the file's own bytes are safe already.
        }
    }
}

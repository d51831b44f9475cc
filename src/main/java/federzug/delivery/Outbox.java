package federzug.delivery;

import federzug.delivery.evidence.OutboxHeads;
import federzug.delivery.evidence.OutboxHeads.Head;
import federzug.file.WholeFile;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the mails of a matter, for people. A file there is whole or not there at all. */
final class Outbox {
    private Outbox() {}

    /**
     * Bytes are on disk when this returns, and the name is after {@link #flush}; a file with the same bytes is left alone.
     * Several may be written at once.
     */
    static void write(Path folder, String name, byte[] mail) {
        Path file = folder.resolve(name);
        try {
            WholeFile.clear(folder);
            if (Files.isRegularFile(file)
                    && Files.size(file) == mail.length
                    && java.util.Arrays.equals(Files.readAllBytes(file), mail)) {
                return;
            }
            if (isAnotherMail(file, mail)) {
                Files.move(file, free(folder, name));
            }
            WholeFile.write(file, mail);
        } catch (IOException e) {
            throw DeliveryException.failed("delivery.outbox.unwritable", Place.file(file.toString()))
                    .causedBy(e);
        }
    }

    /** Sent by another database, or by this one before it was restored: people may need it. */
    private static boolean isAnotherMail(Path file, byte[] mail) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        Head there = OutboxHeads.parse("", Files.readAllBytes(file));
        Head now = OutboxHeads.parse("", mail);
        return !there.messageId().equals(now.messageId()) && !(there.rehearsal() && now.rehearsal());
    }

    private static Path free(Path folder, String name) {
        String stem = name.replaceFirst("\\.eml$", "");
        Path target = folder.resolve(stem + "-frueher.eml");
        for (int i = 2; Files.exists(target); i++) {
            target = folder.resolve(stem + "-frueher-" + i + ".eml");
        }
        return target;
    }

    /** Makes the renaming itself durable; Windows neither needs nor allows it. */
    static void flush(Path folder) {
        try {
            WholeFile.flush(folder);
        } catch (IOException e) {
            // Not possible on this file system: the file's own bytes are safe already.
        }
    }
}

package federzug.delivery.inbox;

import federzug.delivery.SavedMail;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** Attachments of mails in Outlook's own formats. */
final class OutlookFiles {
    private static final int LARGEST = 64 << 20;

    static {
        // The reader refuses attachments of a usual size by default, and must not believe what a file says of itself.
        IOUtils.setByteArrayMaxOverride(LARGEST);
    }

    private OutlookFiles() {}

    /** A mail that Outlook saved as {@code .msg} (MS-OXMSG), forwarded mails included. */
    static void message(byte[] bytes, AttachmentSearch search, int depth) throws IOException {
        try (MAPIMessage message = new MAPIMessage(new ByteArrayInputStream(bytes))) {
            attachments(message, search, depth);
        }
    }

    /** Who wrote what, and what it reports. */
    static void words(byte[] bytes, MailParts parts) throws IOException, MessagingException {
        try (MAPIMessage message = new MAPIMessage(new ByteArrayInputStream(bytes))) {
            message.setReturnNullOnMissingChunk(true);
            String[] headers = chunk(message::getHeaders);
            String text = chunk(message::getTextBody);
            String sender = chunk(message::getDisplayFrom);
            String subject = chunk(message::getSubject);
            parts.read(
                    headers == null ? "" : String.join("\r\n", headers),
                    sender == null ? "" : sender,
                    subject == null ? "" : subject,
                    text == null ? "" : text);
            for (AttachmentChunks each : message.getAttachmentFiles()) {
                String type = String.valueOf(each.getAttachMimeTag()).toLowerCase(Locale.ROOT);
                if (type.endsWith("/delivery-status") && each.getAttachData() != null) {
                    parts.status(new String(each.getAttachData().getValue(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    @FunctionalInterface
    private interface Chunk<T> {
        T get() throws ChunkNotFoundException;
    }

    private static <T> @Nullable T chunk(Chunk<T> chunk) {
        try {
            return chunk.get();
        } catch (ChunkNotFoundException e) {
            return null;
        }
    }

    private static void attachments(MAPIMessage message, AttachmentSearch search, int depth) throws IOException {
        for (AttachmentChunks each : message.getAttachmentFiles()) {
            if (each.isEmbeddedMessage()) {
                if (depth > AttachmentSearch.DEEPEST) {
                    throw SavedMail.refused("delivery.mail-file.too-large");
                }
                try (MAPIMessage inner = each.getEmbeddedMessage()) {
                    attachments(inner, search, depth + 1);
                }
            } else if (each.getAttachData() != null) {
                search.open(name(each), each.getAttachData().getValue(), depth + 1);
            }
        }
    }

    private static String name(AttachmentChunks attachment) {
        Object name = attachment.getAttachLongFileName() != null
                ? attachment.getAttachLongFileName()
                : attachment.getAttachFileName();
        return name == null ? "" : name.toString();
    }

    /** What Outlook packs into {@code winmail.dat} (MS-OXTNEF). */
    static void tnef(byte[] bytes, AttachmentSearch search, int depth) throws IOException {
        HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(bytes));
        for (Attachment each : message.getAttachments()) {
            String name = each.getLongFilename() == null ? each.getFilename() : each.getLongFilename();
            search.open(name == null ? "" : name, each.getContents(), depth + 1);
        }
    }
}

package federzug.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.util.IOUtils;

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

    private static void attachments(MAPIMessage message, AttachmentSearch search, int depth) throws IOException {
        for (AttachmentChunks each : message.getAttachmentFiles()) {
            if (each.isEmbeddedMessage()) {
                if (depth > AttachmentSearch.DEEPEST) {
                    throw MailFile.refused("delivery.mail-file.too-large");
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

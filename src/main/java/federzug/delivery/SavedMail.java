package federzug.delivery;

import federzug.delivery.inbox.AttachmentKind;
import federzug.delivery.inbox.AttachmentSearch;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.util.List;

/**
 * A mail somebody saved: gives the PDFs in it, whatever way they came. Known by content, never by name or declared type:
 * {@code .eml} (RFC 5322), {@code .msg} and {@code winmail.dat} of Outlook, ZIP archives, opaque S/MIME signatures
 * (RFC 8551), and each of these inside another. Written by strangers, so everything is bounded.
 */
public final class SavedMail {
    private SavedMail() {}

    /**
     * @param name as written in the mail, for messages only: never a path
     */
    public record Attached(String name, byte[] bytes) {}

    /** Whether the file is something that PDFs may lie in, and no PDF itself. */
    public static boolean isContainer(byte[] file) {
        AttachmentKind kind = AttachmentKind.of(file);
        return kind != AttachmentKind.PDF && kind != AttachmentKind.OTHER;
    }

    /**
     * The PDFs of a mail, those of forwarded mails included. What cannot be unpacked is skipped as long as there is a
     * PDF beside it.
     *
     * @throws DeliveryException if it is no mail, is larger or deeper than any mail that brings an agreement, or if all
     *     that it has is encrypted or damaged
     */
    public static List<Attached> pdfs(byte[] mail) {
        if (!isContainer(mail)) {
            throw refused("delivery.mail-file.unreadable");
        }
        AttachmentSearch search = new AttachmentSearch();
        search.open("", mail, 0);
        if (search.found().isEmpty() && !search.troubles().isEmpty()) {
            throw new DeliveryException(Kind.INPUT, search.troubles());
        }
        return search.found();
    }

    /** Name of a signature that lies beside its document instead of inside it; empty if there is none. */
    public static String detachedSignature(byte[] mail) {
        AttachmentSearch search = new AttachmentSearch();
        search.open("", mail, 0);
        return search.detached();
    }

    /** For what cannot be read. */
    public static DeliveryException refused(String code, Object... arguments) {
        return DeliveryException.refused(code, Place.NOWHERE, arguments);
    }
}

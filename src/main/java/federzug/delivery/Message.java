package federzug.delivery;

import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;
import java.util.Locale;

/** A mail to one recipient. Everything that depends on when and by what way it goes is the {@link Postbox}'s. */
public sealed interface Message
        permits AgreementMail, ApprovalLetters.ApprovalMail, InvitationMail, PressMail, SigningNewsMail, TestMail {
    /** What kind of mail this is. */
    enum Kind {
        /** The signed agreement with its check report, to a signatory. */
        AGREEMENT,
        /** The document that lies with a signatory, and how to sign it. */
        INVITATION,
        /** The same again, because time has passed. */
        REMINDER,
        /** Somebody declines, a deputy takes over, or the signing is cancelled. */
        SIGNING_NEWS,
        /** Please approve these words of the press release. */
        APPROVAL,
        /** The press release, to one address of the press list. */
        PRESS
    }

    Kind kind();

    /** Identity of the matter. */
    String matter();

    /** What it is about inside the matter: an agreement's key, or empty. */
    String about();

    Recipient to();

    /** Without any mark of a rehearsal. */
    String subject();

    MailText text();

    /** PDFs only: agencies refuse HTML, JSON, XML and ZIP. */
    List<Content> attachments();

    /** Whether an attachment carries electronic signatures, which some mailboxes don't take. */
    boolean signed();

    /**
     * What is sent at most once. Two persons may share a mailbox; and a corrected address is another mail, so both person
     * and address are in it. No digest: a report made again after a restart must not be a second mail.
     */
    default String businessKey() {
        return String.join("/", kind().name().toLowerCase(Locale.ROOT), about(), to().identity());
    }

    /** The key under which rows were made that are older than the normal form of addresses. */
    default String formerKey() {
        return String.join("/", kind().name().toLowerCase(Locale.ROOT), about(), to().key(), to().asciiAddress());
    }
}

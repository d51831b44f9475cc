package federzug.delivery;

import federzug.document.Digest;
import java.util.Set;

/** Deletes to whom mails went, and from whom they came, when their time is over. States and times stay. */
public interface MailDeletion {
    /** Whether no mail of it waits for anything any more. */
    boolean isSettled(String matter);

    /** Mails whose bytes are kept among the documents. */
    Set<Digest> documents(String matter);

    /** Repeating it changes nothing. */
    void forget(String matter);
}

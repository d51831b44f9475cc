package federzug.delivery;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.notice.Texts;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.invitation}: whom a signatory asks when something does not work.
 *
 * @param contact name of the person or office, empty for none
 * @param phone telephone number, empty for none
 */
@ConfigurationProperties("federzug.invitation")
public record InvitationSettings(
        @DefaultValue("") String contact, @DefaultValue("") String phone) {

    /**
     * The sentence that says whom to call: who is named here, else the contact of the press release, else an answer.
     *
     * @param call key of the sentence with name and telephone number
     * @param reply key of the sentence without
     */
    String whomToCall(Texts texts, Matter matter, String sender, String call, String reply) {
        PressRelease release = matter.release();
        if (!phone.isBlank()) {
            return texts.text(call, contact.isBlank() ? sender : contact, phone);
        }
        return release == null
                ? texts.text(reply)
                : texts.text(call, release.contact().name(), release.contact().telephone());
    }
}

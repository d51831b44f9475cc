package federzug.delivery;

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
        @DefaultValue("") String contact, @DefaultValue("") String phone) {}

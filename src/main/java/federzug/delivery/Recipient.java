package federzug.delivery;

import federzug.agreement.Address;
import federzug.delivery.smtp.HeaderText;
import federzug.notice.Place;
import java.util.Locale;

/**
 * One person or newsroom with a mail address.
 *
 * @param key names the recipient in file names and in the ledger: a person's key, or the address's local part
 * @param name display name, may be empty
 * @param address as written; the domain may hold letters such as ü
 */
public record Recipient(String key, String name, String address) {
    /**
     * @throws DeliveryException if the address cannot be used
     */
    public Recipient {
        HeaderText.check(name);
        HeaderText.check(address);
        int at = address.lastIndexOf('@');
        String local = address.substring(0, Math.max(at, 0));
        if (local.codePoints().anyMatch(c -> c > 127)) {
            throw refused("delivery.address.local-part", address);
        }
        if (Address.parse(address).isEmpty()) {
            throw refused("delivery.address.invalid", address);
        }
    }

    /** Someone who is known by the address alone. */
    public static Recipient of(String name, String address) {
        return new Recipient(address.substring(0, Math.max(0, address.lastIndexOf('@'))), name, address);
    }

    /** The address for envelope and headers: the domain in ASCII (RFC 5891) and lower case. */
    public String asciiAddress() {
        return mailAddress().ascii();
    }

    /** By which two recipients are the same: who it is, and where the mail goes. */
    String identity() {
        return key.toLowerCase(Locale.ROOT) + '/' + mailAddress().normal();
    }

    private Address mailAddress() {
        return Address.parse(address).orElseThrow();
    }

    private static DeliveryException refused(String code, String address) {
        return DeliveryException.refused(code, Place.NOWHERE, address);
    }
}

package federzug.delivery;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One person or newsroom with a mail address.
 *
 * @param key names the recipient in file names and in the ledger: a person's key, or the address's local part
 * @param name display name, may be empty
 * @param address as written; the domain may hold letters such as ü
 */
public record Recipient(String key, String name, String address) {
    /** RFC 5322, 3.2.3 dot-atom; quoted local parts and SMTPUTF8 are not taken by all relays. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

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
        if (!LOCAL_PART.matcher(local).matches()
                || local.length() > 64
                || asciiDomain(address).isEmpty()) {
            throw refused("delivery.address.invalid", address);
        }
    }

    /** Someone who is known by the address alone. */
    public static Recipient of(String name, String address) {
        return new Recipient(address.substring(0, Math.max(0, address.lastIndexOf('@'))), name, address);
    }

    /** The address for envelope and headers: the domain in ASCII (RFC 5891) and lower case. */
    public String asciiAddress() {
        return address.substring(0, address.lastIndexOf('@') + 1) + asciiDomain(address);
    }

    /** The domain in ASCII, or empty if it isn't one. */
    private static String asciiDomain(String address) {
        try {
            String domain = IDN.toASCII(address.substring(address.lastIndexOf('@') + 1), IDN.USE_STD3_ASCII_RULES);
            return DOMAIN.matcher(domain).matches() && domain.length() <= 253 ? domain.toLowerCase(Locale.ROOT) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static DeliveryException refused(String code, String address) {
        return new DeliveryException(Kind.INPUT, Notice.error(code, Place.NOWHERE, address), null);
    }
}

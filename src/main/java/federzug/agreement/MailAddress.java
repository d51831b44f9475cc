package federzug.agreement;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * The shape of a mail address: a dot-atom in ASCII (RFC 5322 3.2.3; mail servers without SMTPUTF8 take no other), and a
 * domain of at least two labels, which may be written with umlauts. Lengths by RFC 5321 4.5.3.1.
 */
final class MailAddress {
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private MailAddress() {}

    static boolean isOne(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > 64 || text.length() > 254) {
            return false;
        }
        return LOCAL.matcher(text.substring(0, at)).matches() && isDomain(text.substring(at + 1));
    }

    private static boolean isDomain(String domain) {
        String ascii;
        try {
            ascii = IDN.toASCII(domain);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String[] labels = ascii.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return labels.length > 1 && !labels[labels.length - 1].matches("[0-9]+");
    }
}

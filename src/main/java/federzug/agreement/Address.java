package federzug.agreement;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address with one identity, however it is written: the domain by IDNA 2008 (UTS 46, non-transitional processing,
 * so that {@code straße.example} and {@code strasse.example} are two), and letters of the local part in either case.
 *
 * <p>The local part is a dot-atom in ASCII (RFC 5322 3.2.3; mail servers without SMTPUTF8 take no other). Lengths by RFC
 * 5321 4.5.3.1.
 *
 * @param written as it stands in the data
 * @param ascii for envelope and headers: the local part as written, the domain in ASCII and lower case
 */
public record Address(String written, String ascii) {
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern PLAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;

    /** Empty if it is none. */
    public static Optional<Address> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1
                || at > LONGEST_LOCAL
                || !LOCAL.matcher(text.substring(0, at)).matches()) {
            return Optional.empty();
        }
        String domain = domain(text.substring(at + 1));
        String ascii = text.substring(0, at + 1) + domain;
        return domain.isEmpty() || ascii.length() > LONGEST ? Optional.empty() : Optional.of(new Address(text, ascii));
    }

    /** Reached from outside: the domain has two labels at least, and the last is no number. */
    boolean isPublic() {
        String domain = ascii.substring(ascii.lastIndexOf('@') + 1);
        return domain.contains(".")
                && !domain.substring(domain.lastIndexOf('.') + 1).matches("[0-9]+");
    }

    /** By which two addresses are the same. */
    public String normal() {
        return ascii.toLowerCase(Locale.ROOT);
    }

    /** The normal form of what may be no address: then as it is, in lower case. */
    public static String normal(String text) {
        return parse(text).map(Address::normal).orElseGet(() -> text.toLowerCase(Locale.ROOT));
    }

    /** The domain in ASCII and lower case, or empty if it is none. */
    private static String domain(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        boolean plain = PLAIN.matcher(lower).matches();
        if (plain && !lower.contains("xn--") || written.isEmpty() || written.length() > LONGEST) {
            return plain ? lower : "";
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = Uts46.INSTANCE
                .nameToASCII(written, new StringBuilder(), info)
                .toString()
                .toLowerCase(Locale.ROOT);
        return info.hasErrors() || !PLAIN.matcher(ascii).matches() ? "" : ascii;
    }

    /** Its tables are read only where somebody has such a domain. */
    private static final class Uts46 {
        private static final IDNA INSTANCE = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE
                | IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && normal().equals(address.normal());
    }

    @Override
    public int hashCode() {
        return normal().hashCode();
    }

    @Override
    public String toString() {
        return ascii;
    }
}

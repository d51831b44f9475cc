package federzug.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as mail programs show and copy it (RFC 5322, 3.4): {@code "Muster, Kim" <k@zeitung.example>},
 * {@code Kim Muster <k@zeitung.example>}, or the address alone; several of them with semicolons between.
 *
 * @param name without quotation marks; empty if there is none
 */
record PastedAddress(String name, String address) {
    private static final Pattern NAMED =
            Pattern.compile("(?:mailto:)?\\s*(.*?)\\s*<\\s*(?:mailto:)?([^<>]*?)\\s*>\\s*[,;]?");

    static PastedAddress of(String text) {
        Matcher named = NAMED.matcher(text.strip());
        if (!named.matches()) {
            return new PastedAddress("", text.strip().replaceFirst("^mailto:", ""));
        }
        String name =
                named.group(1).replaceFirst("^[\"'\\u201e\\p{Pi}]+", "").replaceFirst("[\"'\\p{Pi}\\p{Pf}]+$", "");
        return new PastedAddress(name.strip(), named.group(2));
    }

    /** One address, or all of a list: separators inside quotation marks and angle brackets belong to a name. */
    static List<PastedAddress> all(String text) {
        List<PastedAddress> all = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        for (char letter : text.toCharArray()) {
            quoted ^= letter == '"';
            inside = letter == '<' || inside && letter != '>';
            boolean separates = letter == ';' || letter == ',' && one.indexOf("@") >= 0;
            if (separates && !quoted && !inside) {
                add(one, all);
            } else {
                one.append(letter);
            }
        }
        add(one, all);
        return all.isEmpty() ? List.of(new PastedAddress("", text)) : all;
    }

    /** The addresses of a text that is nothing but addresses; none if it is something else: a name, a medium. */
    static List<PastedAddress> in(String text) {
        List<PastedAddress> all = text.contains("@") ? all(text) : List.of();
        return all.stream().allMatch(one -> Address.parse(one.address()).isPresent()) ? all : List.of();
    }

    /** Whether both lead to one mailbox. */
    boolean isSame(PastedAddress other) {
        return Address.parse(address).isPresent()
                && Address.parse(other.address).isPresent()
                && Address.normal(address).equals(Address.normal(other.address));
    }

    private static void add(StringBuilder one, List<PastedAddress> all) {
        if (!one.toString().isBlank()) {
            all.add(of(one.toString()));
        }
        one.setLength(0);
    }
}

package federzug.delivery.smtp;

import federzug.delivery.DeliveryException;
import federzug.document.Content;
import federzug.notice.Place;
import java.util.Locale;

/** What may stand in a header line (RFC 5322, 2.2): no control characters, so that no other header can be injected. */
public final class HeaderText {
    private HeaderText() {}

    public static String check(String text) {
        if (text.codePoints().anyMatch(HeaderText::breaks)) {
            throw DeliveryException.refused(
                    "delivery.header.control-character",
                    Place.NOWHERE,
                    text.codePoints()
                            .map(c -> breaks(c) ? '␤' : c)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString());
        }
        return text;
    }

    public static void checkPdf(Content content) {
        check(content.name());
        if (!content.name().toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            throw new IllegalArgumentException("only PDFs are attached: " + content.name());
        }
    }

    private static boolean breaks(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c) || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}

package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * How a field displays its value by its format action (ISO 32000-1, 12.6.3, /F), for the formats that form designers
 * offer: number, percentage, and groups of digits. A script of any other kind is not run.
 */
final class FieldFormat {
    private static final int LONGEST = 100_000;
    private static final Pattern NUMBER =
            Pattern.compile("AFNumber_Format\\s*\\(\\s*(\\d{1,2})\\s*,\\s*(\\d)\\s*,\\s*\\d\\s*,"
                    + "\\s*\\d\\s*,\\s*[\"']([^\"']{0,20})[\"']\\s*,\\s*(true|false)\\s*\\)");
    private static final Pattern PERCENT = Pattern.compile("AFPercent_Format\\s*\\(\\s*(\\d{1,2})\\s*,\\s*(\\d)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final String script;

    private FieldFormat(String script) {
        this.script = script;
    }

    static FieldFormat of(COSDictionary field) {
        COSDictionary actions = field.getCOSDictionary(COSName.AA);
        COSDictionary format = actions == null ? null : actions.getCOSDictionary(COSName.F);
        COSBase script = format == null ? null : ObjectPairs.resolve(format.getItem(COSName.JS));
        if (script instanceof COSString text) {
            return new FieldFormat(text.getString());
        }
        if (script instanceof COSStream stream) {
            try (InputStream in = stream.createInputStream()) {
                return new FieldFormat(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return new FieldFormat("");
            }
        }
        return new FieldFormat("");
    }

    /** Whether this is how the value is displayed; blanks do not count. */
    boolean displays(String value, String shown) {
        String compact = shown.replaceAll("\\s", "");
        Matcher number = NUMBER.matcher(script);
        if (number.find()) {
            BigDecimal amount = amount(value);
            if (amount == null) {
                return false;
            }
            String currency = unescaped(number.group(3)).replaceAll("\\s", "");
            String digits = digits(amount.abs(), Integer.parseInt(number.group(1)), number.group(2));
            String plain = "true".equals(number.group(4)) ? currency + digits : digits + currency;
            return amount.signum() >= 0
                    ? compact.equals(plain)
                    : compact.equals("-" + plain) || compact.equals("(" + plain + ")");
        }
        Matcher percent = PERCENT.matcher(script);
        if (percent.find()) {
            BigDecimal share = amount(value);
            return share != null
                    && compact.equals((share.signum() < 0 ? "-" : "")
                            + digits(
                                    share.abs().movePointRight(2), Integer.parseInt(percent.group(1)), percent.group(2))
                            + "%");
        }
        return script.contains("AFSpecial_Format")
                && compact.matches("[-0-9()+./]{1,40}")
                && compact.replaceAll("\\D", "").equals(value.replaceAll("\\D", ""))
                && value.matches("[-0-9()+./\\s]*");
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static @Nullable BigDecimal amount(String value) {
        String plain = value.strip().replace(',', '.');
        return plain.matches("-?\\d{1,30}(\\.\\d{0,20})?") ? new BigDecimal(plain) : null;
    }

    /** @param style 0: 1,234.56; 1: 1234.56; 2: 1.234,56; 3: 1234,56; 4: 1'234.56 */
    private static String digits(BigDecimal amount, int decimals, String style) {
        String plain = amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        String group = switch (style) {
            case "0" -> ",";
            case "2" -> ".";
            case "4" -> "'";
            default -> "";
        };
        StringBuilder text = new StringBuilder(plain.substring(0, point));
        for (int i = point - 3; i > 0; i -= 3) {
            text.insert(i, group);
        }
        if (point < plain.length()) {
            text.append(style.equals("2") || style.equals("3") ? ',' : '.').append(plain.substring(point + 1));
        }
        return text.toString();
    }
}

package federzug.rendering.docx;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Word's IF field (ISO/IEC 29500-1, 17.16.5.27): compares two values, as numbers if both are, and gives one of two texts. */
public final class FieldCondition {
    private FieldCondition() {}

    /**
     * @param words of the instruction: IF, value, operator, value, text if so, text if not
     * @return empty if it is not written like that
     */
    public static Optional<String> result(List<String> words) {
        if (words.size() < 5 || words.size() > 6) {
            return Optional.empty();
        }
        String otherwise = words.size() == 6 ? words.get(5) : "";
        return holds(words.get(1), words.get(2), words.get(3)).map(holds -> holds ? words.get(4) : otherwise);
    }

    private static Optional<Boolean> holds(String left, String operator, String right) {
        int order = order(left, right);
        return switch (operator) {
            case "=" -> Optional.of(matches(left, right) || order == 0);
            case "<>" -> Optional.of(!matches(left, right) && order != 0);
            case "<" -> Optional.of(order < 0);
            case ">" -> Optional.of(order > 0);
            case "<=" -> Optional.of(order <= 0);
            case ">=" -> Optional.of(order >= 0);
            default -> Optional.empty();
        };
    }

    private static int order(String left, String right) {
        try {
            return number(left).compareTo(number(right));
        } catch (NumberFormatException e) {
            return left.compareTo(right);
        }
    }

    /** A number as it is written in German. */
    private static BigDecimal number(String text) {
        String plain = text.strip();
        if (plain.length() > 30) {
            throw new NumberFormatException(plain);
        }
        return new BigDecimal(plain.contains(",") ? plain.replace(".", "").replace(',', '.') : plain);
    }

    /** An asterisk stands for any characters, a question mark for one. */
    private static boolean matches(String text, String pattern) {
        String expression = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return pattern.length() <= 100
                && text.length() <= 1000
                && pattern.chars().filter(c -> c == '*').count() <= 2
                && Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }
}

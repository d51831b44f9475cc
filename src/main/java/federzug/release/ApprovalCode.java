package federzug.release;

import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code by which a person approves one text by mail: made from matter, person and the text's digest, so that it is
 * void for any other text.
 *
 * @param letters as it is written, for example {@code 4F2A-91C0-77DE}
 */
public record ApprovalCode(String letters) {
    private static final Pattern WRITTEN =
            Pattern.compile("FREIGABE[\\s:]*([0-9A-F]{4})[\\s-]?([0-9A-F]{4})[\\s-]?([0-9A-F]{4})(?![0-9A-F])");

    /**
     * @param person key of who is to approve
     * @param text digest of what is approved
     */
    public static ApprovalCode of(String matter, String person, Digest text) {
        String seed = "federzug-approval\n" + matter + "\n" + person + "\n" + text.hex();
        String hex = Digest.of(seed.getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 12)
                .toUpperCase(Locale.ROOT);
        return new ApprovalCode(hex.substring(0, 4) + "-" + hex.substring(4, 8) + "-" + hex.substring(8));
    }

    /** What a person has to write. */
    public String phrase() {
        return "FREIGABE " + letters;
    }

    /** The code in what somebody wrote; no other word is ever taken for an approval. */
    public static Optional<ApprovalCode> in(String text) {
        Matcher found = WRITTEN.matcher(text.toUpperCase(Locale.ROOT));
        return found.find()
                ? Optional.of(new ApprovalCode(found.group(1) + "-" + found.group(2) + "-" + found.group(3)))
                : Optional.empty();
    }
}

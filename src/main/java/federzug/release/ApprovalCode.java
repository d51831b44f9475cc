package federzug.release;

import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The code by which a person approves one text by mail: made from matter, person and the text's digest, so that it is
 * void for any other text.
 *
 * @param letters as it is written, for example {@code 4F2A-91C0-77DE}
 */
public record ApprovalCode(String letters) {
    /** Programs break lines at a hyphen, and put other hyphens there. */
    private static final String GAP = "[\\s\\u00A0\\u00AD\\u200B\\p{Pd}]{0,4}";

    private static final Pattern WRITTEN = Pattern.compile(
            "FREIGABE[\\s\\u00A0:]*([0-9A-F]{4})" + GAP + "([0-9A-F]{4})" + GAP + "([0-9A-F]{4})(?![0-9A-F])");

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

    /** The codes in what somebody wrote, each once; no other word is ever taken for an approval. */
    public static List<ApprovalCode> in(String text) {
        return WRITTEN.matcher(text.toUpperCase(Locale.ROOT))
                .results()
                .map(found -> new ApprovalCode(found.group(1) + "-" + found.group(2) + "-" + found.group(3)))
                .distinct()
                .toList();
    }
}

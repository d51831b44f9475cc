package federzug.verification.change;

import federzug.verification.file.ObjectPairs;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * Which extensions of the standard a file names (ISO 32000-1, 7.12). A program that signs adds its own; none is taken
 * away again or lowered.
 */
final class ExtensionLevels {
    private ExtensionLevels() {}

    static boolean areKept(@Nullable COSDictionary then, @Nullable COSDictionary now) {
        if (then == null) {
            return true;
        }
        return then.keySet().stream()
                .filter(key -> !COSName.TYPE.equals(key))
                .allMatch(key -> now != null && isKept(levels(then.getItem(key)), levels(now.getItem(key))));
    }

    private static boolean isKept(List<COSDictionary> then, List<COSDictionary> now) {
        return then.stream().allMatch(old -> now.stream().anyMatch(level -> isAtLeast(old, level)));
    }

    private static boolean isAtLeast(COSDictionary then, COSDictionary now) {
        String base = String.valueOf(then.getNameAsString("BaseVersion"));
        String later = String.valueOf(now.getNameAsString("BaseVersion"));
        return later.compareTo(base) > 0
                || later.equals(base) && now.getInt("ExtensionLevel", 0) >= then.getInt("ExtensionLevel", 0);
    }

    /** One dictionary, or several (ISO 32000-2). */
    private static List<COSDictionary> levels(@Nullable COSBase entry) {
        List<COSDictionary> levels = new ArrayList<>();
        COSBase resolved = ObjectPairs.resolve(entry);
        if (resolved instanceof COSDictionary level) {
            levels.add(level);
        } else if (resolved instanceof COSArray several) {
            several.forEach(one -> {
                if (ObjectPairs.resolve(one) instanceof COSDictionary level) {
                    levels.add(level);
                }
            });
        }
        return levels;
    }
}

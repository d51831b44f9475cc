package federzug.verification.change;

import federzug.verification.file.ObjectPairs;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.jspecify.annotations.Nullable;

/** Decides which entries of a page may be written, or written in another way, without saying anything new. */
final class PageEntries {
    static final COSName TABS = COSName.getPDFName("Tabs");
    private static final COSName USER_UNIT = COSName.getPDFName("UserUnit");
    private static final COSName LAST_MODIFIED = COSName.getPDFName("LastModified");
    private static final Pattern DATE = Pattern.compile("(D:)?\\d{4}[\\d+'Z-]{0,24}");
    /**
     * By structure, as the signed structure reads; in the order of the list, as programs go where nothing is said
     * (ISO 32000-2, table 31).
     */
    private static final Set<String> USUAL_ORDERS = Set.of("S", "A", "W");

    private final ObjectPairs pairs;

    PageEntries(ObjectPairs pairs) {
        this.pairs = pairs;
    }

    /**
     * Whether an order for the annotations came, and changes none: it is the usual one, or there were none to be put in
     * order; where annotations are allowed, at most one.
     */
    static boolean keepsOrder(COSDictionary then, COSDictionary now, boolean annotationsAllowed) {
        COSArray annotations = then.getCOSArray(COSName.ANNOTS);
        int before = annotations == null ? 0 : annotations.size();
        return !then.containsKey(TABS)
                && (USUAL_ORDERS.contains(String.valueOf(now.getNameAsString(TABS)))
                        || before <= (annotationsAllowed ? 1 : 0));
    }

    /** Whether it is the day of the last change, as a date: nothing is displayed of it. */
    static boolean isDay(COSName key, COSDictionary now) {
        String day = now.getString(LAST_MODIFIED);
        return LAST_MODIFIED.equals(key)
                && (!now.containsKey(key) || day != null && DATE.matcher(day).matches());
    }

    /** Whether an entry means the same: a default may as well be written out (ISO 32000-2, table 31 and 14.11.2). */
    boolean meanTheSame(COSName key, COSDictionary then, COSDictionary now) {
        if (COSName.ROTATE.equals(key)) {
            return turn(then) == turn(now);
        }
        if (USER_UNIT.equals(key)) {
            return then.getFloat(key, 1) == now.getFloat(key, 1);
        }
        COSBase before = box(key, then);
        return before != null && pairs.same(before, box(key, now));
    }

    private static long turn(COSDictionary page) {
        COSBase value = ObjectPairs.resolve(PDPageTree.getInheritableAttribute(page, COSName.ROTATE));
        return value instanceof COSNumber number ? Math.floorMod(number.longValue(), 360) : value == null ? 0 : -1;
    }

    private static @Nullable COSBase box(COSName key, COSDictionary page) {
        if (COSName.CROP_BOX.equals(key)) {
            COSBase own = PDPageTree.getInheritableAttribute(page, key);
            return own == null ? PDPageTree.getInheritableAttribute(page, COSName.MEDIA_BOX) : own;
        }
        if (Set.of(COSName.BLEED_BOX, COSName.TRIM_BOX, COSName.ART_BOX).contains(key)) {
            COSBase own = page.getDictionaryObject(key);
            return own == null ? box(COSName.CROP_BOX, page) : own;
        }
        return null;
    }
}

package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** Finds the counterparts of a page's annotations in a later revision, where some were removed or put in between. */
public final class AnnotationLists {
    private static final int FARTHEST = 1_000;

    private AnnotationLists() {}

    /**
     * Place of the counterpart, from {@code next} on; -1 if there is none. An incremental update keeps the number of an
     * object; what has no number is found by its place.
     */
    public static int match(COSArray then, int place, COSArray now, int next) {
        COSObjectKey key = key(then.get(place));
        for (int i = next; i < Math.min(now.size(), next + FARTHEST); i++) {
            COSObjectKey other = key(now.get(i));
            if (key != null && key.equals(other)) {
                return i;
            }
        }
        boolean sameSize = then.size() <= now.size() && next == place;
        return sameSize && next < now.size() && (key == null || isNew(now.get(next), then)) && alike(then, place, now)
                ? next
                : -1;
    }

    /** Whether an object of this number was not there before. */
    private static boolean isNew(COSBase entry, COSArray then) {
        COSObjectKey key = key(entry);
        for (int i = 0; key != null && i < then.size(); i++) {
            if (key.equals(key(then.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean alike(COSArray then, int place, COSArray now) {
        return ObjectPairs.resolve(then.get(place)) instanceof COSDictionary one
                && ObjectPairs.resolve(now.get(place)) instanceof COSDictionary other
                && String.valueOf(one.getNameAsString(COSName.SUBTYPE)).equals(other.getNameAsString(COSName.SUBTYPE));
    }

    private static @Nullable COSObjectKey key(@Nullable COSBase entry) {
        return entry instanceof COSObject reference ? reference.getKey() : null;
    }
}

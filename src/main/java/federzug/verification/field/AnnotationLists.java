package federzug.verification.field;

import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
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

    /**
     * Places of the counterparts of a page's annotations, -1 where there is none. An object of the same number is one
     * wherever it stands; no place is taken twice.
     */
    public static int[] counterparts(COSArray then, COSArray now) {
        int[] places = new int[then.size()];
        BitSet taken = new BitSet();
        int next = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = match(then, i, now, next);
            if (places[i] >= 0) {
                next = places[i] + 1;
                taken.set(places[i]);
            }
        }
        if (taken.cardinality() < Math.min(then.size(), now.size())) {
            Map<COSObjectKey, Integer> left = new HashMap<>();
            for (int i = now.size() - 1; i >= 0; i--) {
                COSObjectKey key = taken.get(i) ? null : key(now.get(i));
                if (key != null) {
                    left.put(key, i);
                }
            }
            for (int i = 0; i < places.length; i++) {
                COSObjectKey key = places[i] >= 0 ? null : key(then.get(i));
                Integer place = key == null ? null : left.remove(key);
                places[i] = place == null ? places[i] : place;
            }
        }
        return places;
    }

    /**
     * A place in the list before whose annotation now lies on the other side of one that it may overlap; -1 if there is
     * none.
     *
     * @param places of the counterparts
     */
    public static int reordered(COSArray then, int[] places) {
        if (isOrdered(places)) {
            return -1;
        }
        for (int i = 0; i < places.length; i++) {
            DeadlineRunner.checkDeadline();
            for (int j = i + 1; places[i] >= 0 && j < places.length; j++) {
                if (places[j] >= 0
                        && places[j] < places[i]
                        && (places.length > FARTHEST
                                || Annotations.mayOverlap(
                                        ObjectPairs.resolve(then.get(i)), ObjectPairs.resolve(then.get(j))))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether the counterparts stand in the same order. */
    public static boolean isOrdered(int[] places) {
        int last = -1;
        for (int place : places) {
            if (place >= 0 && place < last) {
                return false;
            }
            last = Math.max(last, place);
        }
        return true;
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

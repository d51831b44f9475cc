package federzug.verification.change;

import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** What a signatory's own program leaves on our field while it signs, and what changes nothing of what is seen. */
final class ForeignSigning {
    /** ISO 32000-1, table 165: Locked and LockedContents keep the field in its place. */
    private static final int LOCKED = 1 << 7 | 1 << 9;

    private ForeignSigning() {}

    /** @param first nobody has signed before: other validators call earlier signatures changed if a field goes */
    static Set<COSName> harmless(COSDictionary then, COSDictionary now, boolean first) {
        Set<COSName> harmless = new HashSet<>(Set.of(COSName.M));
        if ((then.getInt(COSName.F, 0) | LOCKED) == (now.getInt(COSName.F, 0) | LOCKED)) {
            harmless.add(COSName.F);
        }
        COSDictionary looks = now.getCOSDictionary(COSName.AP);
        // An appearance state means nothing where the appearance is one stream (ISO 32000-1, 12.5.5).
        if (looks != null && looks.getDictionaryObject(COSName.N) instanceof COSStream) {
            harmless.add(COSName.AS);
        }
        // Programs that sign without a look make the field invisible instead; it is moved nowhere else.
        if (first && isAtNoPlace(now)) {
            harmless.add(COSName.RECT);
        }
        return harmless;
    }

    private static boolean isAtNoPlace(COSDictionary field) {
        COSArray box = field.getCOSArray(COSName.RECT);
        if (box == null || box.size() != 4) {
            return false;
        }
        for (float edge : box.toFloatArray()) {
            if (edge != 0) {
                return false;
            }
        }
        return true;
    }
}

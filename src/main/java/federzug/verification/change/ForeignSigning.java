package federzug.verification.change;

import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** What a signatory's own program leaves on our field while it signs, and what changes nothing of what is seen. */
final class ForeignSigning {
    /** ISO 32000-1, table 165: Locked and LockedContents keep the field in its place. */
    private static final int LOCKED = 1 << 7 | 1 << 9;

    private ForeignSigning() {}

    static Set<COSName> harmless(COSDictionary then, COSDictionary now) {
        Set<COSName> harmless = new HashSet<>(Set.of(COSName.M));
        if ((then.getInt(COSName.F, 0) | LOCKED) == (now.getInt(COSName.F, 0) | LOCKED)) {
            harmless.add(COSName.F);
        }
        COSDictionary looks = now.getCOSDictionary(COSName.AP);
        // An appearance state means nothing where the appearance is one stream (ISO 32000-1, 12.5.5).
        if (looks != null && looks.getDictionaryObject(COSName.N) instanceof COSStream) {
            harmless.add(COSName.AS);
        }
        return harmless;
    }
}

package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether resources of the form (ISO 32000-1, table 218, /DR) that were changed draw nothing that is there already. They
 * serve programs that draw a value, and appearances without resources of their own.
 */
public final class FormResources {
    private static final int MOST_READ = 1 << 20;

    private FormResources() {}

    public static boolean areUnused(FormTree before, FormTree after, ObjectPairs pairs) {
        COSDictionary then = before.form().getCOSDictionary(COSName.DR);
        COSDictionary now = after.form().getCOSDictionary(COSName.DR);
        return onlyAdded(then, now, pairs, 1) || drawsNothing(before) && drawsNothing(after);
    }

    /** What is only added can have no name that a look so far uses. */
    private static boolean onlyAdded(
            @Nullable COSDictionary then, @Nullable COSDictionary now, ObjectPairs pairs, int deeper) {
        if (then == null || now == null) {
            return then == null;
        }
        for (COSName key : then.keySet()) {
            COSDictionary inner = then.getCOSDictionary(key);
            boolean kept = deeper > 0 && inner != null
                    ? onlyAdded(inner, now.getCOSDictionary(key), pairs, deeper - 1)
                    : pairs.same(then.getItem(key), now.getItem(key));
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private static boolean drawsNothing(FormTree form) {
        return form.fields().values().stream()
                .flatMap(field -> FormTree.widgets(field).stream())
                .filter(Annotations::isVisible)
                .flatMap(widget -> appearances(widget).stream())
                .allMatch(look -> look.getCOSDictionary(COSName.RESOURCES) != null || !namesSomething(look));
    }

    /** Every resource is called by its name. */
    private static boolean namesSomething(COSStream look) {
        try (InputStream in = look.createInputStream()) {
            return new String(in.readNBytes(MOST_READ), StandardCharsets.ISO_8859_1).contains("/") || in.read() >= 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static List<COSStream> appearances(COSDictionary widget) {
        List<COSStream> looks = new ArrayList<>();
        COSDictionary all = widget.getCOSDictionary(COSName.AP);
        for (COSBase kind : all == null ? Set.<COSBase>of() : all.getValues()) {
            COSBase entry = ObjectPairs.resolve(kind);
            if (entry instanceof COSStream look) {
                looks.add(look);
            } else if (entry instanceof COSDictionary states) {
                states.getValues().stream()
                        .map(ObjectPairs::resolve)
                        .filter(COSStream.class::isInstance)
                        .forEach(look -> looks.add((COSStream) look));
            }
        }
        return looks;
    }
}

package federzug.verification.field;

import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Finds appearances of which something is displayed only while a layer is switched on (ISO 32000-1, 8.11). */
final class LayeredLook {
    private static final Set<String> LAYERS = Set.of("OCG", "OCMD");

    private LayeredLook() {}

    static boolean is(COSStream look) {
        Set<COSBase> met = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> open = new ArrayDeque<>();
        open.push(look);
        while (!open.isEmpty()) {
            DeadlineRunner.checkDeadline();
            COSDictionary form = open.pop();
            COSDictionary resources = form.getCOSDictionary(COSName.RESOURCES);
            if (form.containsKey(COSName.OC)) {
                return true;
            }
            if (resources == null || !met.add(form)) {
                continue;
            }
            COSDictionary properties = resources.getCOSDictionary(COSName.PROPERTIES);
            if (properties != null && properties.getValues().stream().anyMatch(LayeredLook::isLayer)) {
                return true;
            }
            for (COSName kind : Set.of(COSName.XOBJECT, COSName.PATTERN)) {
                COSDictionary others = resources.getCOSDictionary(kind);
                if (others != null) {
                    others.getValues().stream()
                            .map(ObjectPairs::resolve)
                            .filter(COSDictionary.class::isInstance)
                            .forEach(other -> open.push((COSDictionary) other));
                }
            }
        }
        return false;
    }

    private static boolean isLayer(COSBase properties) {
        return ObjectPairs.resolve(properties) instanceof COSDictionary layer
                && LAYERS.contains(String.valueOf(layer.getNameAsString(COSName.TYPE)));
    }
}

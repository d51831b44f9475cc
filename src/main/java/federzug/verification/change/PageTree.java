package federzug.verification.change;

import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The tree of a document's pages as it is written (ISO 32000-1, 7.7.3). Programs inherit entries along /Kids or along
 * /Parent and believe /Count or not: only where all three agree do they show the same pages.
 */
final class PageTree {
    private final Set<String> keys = new HashSet<>();
    private boolean sound = true;

    private PageTree() {}

    static PageTree of(PDDocument pdf) {
        PageTree tree = new PageTree();
        COSDictionary root = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PAGES);
        if (root == null) {
            tree.sound = false;
        } else {
            tree.walk(root);
        }
        return tree;
    }

    /** Whether kids, parents and counts agree and nothing is listed twice. */
    boolean isSound() {
        return sound;
    }

    /** Object numbers ({@code 14 0}) of pages and the nodes above them. */
    Set<String> keys() {
        return keys;
    }

    private void walk(COSDictionary root) {
        Set<COSBase> met = Collections.newSetFromMap(new IdentityHashMap<>());
        IdentityHashMap<COSDictionary, Integer> pages = new IdentityHashMap<>();
        Deque<COSDictionary> open = new ArrayDeque<>();
        Deque<COSDictionary> nodes = new ArrayDeque<>();
        open.push(root);
        met.add(root);
        while (!open.isEmpty()) {
            DeadlineRunner.checkDeadline();
            COSDictionary node = open.pop();
            remember(node);
            COSArray kids = node.getCOSArray(COSName.KIDS);
            if (kids == null) {
                pages.put(node, 1);
                continue;
            }
            nodes.push(node);
            for (COSBase entry : kids) {
                COSBase kid = ObjectPairs.resolve(entry);
                if (kid instanceof COSDictionary child
                        && met.add(child)
                        && ObjectPairs.resolve(child.getItem(COSName.PARENT)) == node) {
                    open.push(child);
                } else {
                    sound = false;
                }
            }
        }
        // Children before their parents: the last one met comes first.
        for (COSDictionary node : nodes) {
            int count = 0;
            for (COSBase entry : node.getCOSArray(COSName.KIDS)) {
                COSBase kid = ObjectPairs.resolve(entry);
                count += kid instanceof COSDictionary child ? pages.getOrDefault(child, 0) : 0;
            }
            pages.put(node, count);
            sound &= node.getInt(COSName.COUNT, -1) == count;
        }
    }

    private void remember(COSDictionary node) {
        COSObjectKey key = node.getKey();
        if (key != null) {
            keys.add(key.getNumber() + " " + key.getGeneration());
        }
    }
}

package federzug.verification.change;

import federzug.verification.field.Annotations;
import federzug.verification.field.OwnRevision;
import federzug.verification.field.RemarkLook;
import federzug.verification.file.ObjectPairs;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Finds new content on a page that hides what was readable there when it was signed. Drawn is only the spot where
 * something new lies, once, with what is new on top; both revisions one by one only if that hides something.
 */
final class HiddenContent {
    private static final float MOST_PIXELS = 1_400;
    private static final float SCALE = 1.5f;
    /** Smoothing reaches beyond the edge. */
    private static final int MARGIN = 2;

    private final OwnRevision before;
    private final OwnRevision after;

    HiddenContent(OwnRevision before, OwnRevision after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @param page from 0
     * @param own places, in the page's list before, of annotations that are themselves being filled in or signed
     * @param added places, in the page's list now, of annotations that look new
     * @return null if the page cannot be drawn, or what is hidden may be words or not
     */
    @Nullable
    Boolean hides(int page, BitSet own, BitSet added) {
        try {
            PDDocument present = after.pdf();
            float scale = SCALE;
            Rectangle spot = spot(present.getPage(page), added, scale);
            if (Math.max(spot.width, spot.height) > MOST_PIXELS) {
                scale = scale(present.getPage(page).getCropBox());
                spot = spot(present.getPage(page), added, scale);
            }
            if (spot.isEmpty()) {
                return Boolean.FALSE;
            }
            // What else is on the page was found the same, so the later revision shows both.
            SpotDrawer drawer = new SpotDrawer(present, page, spot, scale);
            Raster[] both = drawer.withoutAndWith(places(present, page, added));
            if (!Writing.isHidden(both[0], both[1], scale) && !Writing.isPaleHidden(both[0], both[1], scale)) {
                return Boolean.FALSE;
            }
            PDDocument old = before.pdf();
            if (!sameSize(old.getPage(page), present.getPage(page))) {
                return Boolean.TRUE;
            }
            Raster then = new SpotDrawer(old, page, spot, scale).without(places(old, page, own));
            Raster now = new SpotDrawer(present, page, spot, scale).without(Set.of());
            if (Writing.isHidden(then, now, scale)) {
                return Boolean.TRUE;
            }
            // Pale words, or a pale background: a person sees which.
            return Writing.isPaleHidden(then, now, scale) ? null : Boolean.FALSE;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Whether a remark looks like one, and not like a part of the page.
     *
     * @param page from 0
     * @param place in the page's list now
     */
    boolean isPlainRemark(int page, int place) {
        try {
            COSArray list = after.pdf().getPage(page).getCOSObject().getCOSArray(COSName.ANNOTS);
            return list != null
                    && place < list.size()
                    && ObjectPairs.resolve(list.get(place)) instanceof COSDictionary remark
                    && RemarkLook.isPlain(remark);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean sameSize(PDPage one, PDPage other) {
        PDRectangle box = one.getCropBox();
        PDRectangle same = other.getCropBox();
        return one.getRotation() == other.getRotation()
                && box.getLowerLeftX() == same.getLowerLeftX()
                && box.getLowerLeftY() == same.getLowerLeftY()
                && box.getWidth() == same.getWidth()
                && box.getHeight() == same.getHeight();
    }

    /** In pixels of the whole page; the whole page where it is not certain that a look stays within its rectangle. */
    private static Rectangle spot(PDPage page, BitSet added, float scale) {
        PDRectangle box = page.getCropBox();
        boolean turned = page.getRotation() % 180 != 0;
        Rectangle whole = new Rectangle(
                Math.max(1, (int) Math.ceil((turned ? box.getHeight() : box.getWidth()) * scale)),
                Math.max(1, (int) Math.ceil((turned ? box.getWidth() : box.getHeight()) * scale)));
        if (page.getRotation() != 0) {
            return whole;
        }
        Rectangle spot = new Rectangle();
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        for (int i = added.nextSetBit(0); i >= 0; i = added.nextSetBit(i + 1)) {
            COSBase entry = annotations == null ? null : ObjectPairs.resolve(annotations.get(i));
            if (!(entry instanceof COSDictionary annotation) || !Annotations.isClippedToItsBox(annotation)) {
                return whole;
            }
            Rectangle own = pixels(annotation, box, scale);
            spot = spot.isEmpty() ? own : spot.union(own);
        }
        return spot.intersection(whole);
    }

    /** Where an annotation lies on a page that is not turned, in pixels of the whole page. */
    static Rectangle pixels(COSDictionary annotation, PDRectangle page, float scale) {
        PDRectangle edges = new PDRectangle(annotation.getCOSArray(COSName.RECT));
        float left = (edges.getLowerLeftX() - page.getLowerLeftX()) * scale;
        float top = (page.getUpperRightY() - edges.getUpperRightY()) * scale;
        return new Rectangle(
                (int) Math.floor(left) - MARGIN,
                (int) Math.floor(top) - MARGIN,
                (int) Math.ceil(edges.getWidth() * scale) + 2 * MARGIN + 1,
                (int) Math.ceil(edges.getHeight() * scale) + 2 * MARGIN + 1);
    }

    private static Set<COSBase> places(PDDocument pdf, int page, BitSet places) {
        Set<COSBase> annotations = Collections.newSetFromMap(new IdentityHashMap<>());
        COSArray list = pdf.getPage(page).getCOSObject().getCOSArray(COSName.ANNOTS);
        places.stream().forEach(i -> {
            COSBase entry = list == null ? null : ObjectPairs.resolve(list.get(i));
            if (entry != null) {
                annotations.add(entry);
            }
        });
        return annotations;
    }

    private static float scale(PDRectangle box) {
        float longest = Math.max(Math.abs(box.getWidth()), Math.abs(box.getHeight()));
        return Math.min(SCALE, MOST_PIXELS / Math.max(1, longest));
    }
}

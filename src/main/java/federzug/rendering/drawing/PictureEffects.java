package federzug.rendering.drawing;

import org.docx4j.XmlUtils;
import org.docx4j.dml.CTAlphaModulateFixedEffect;
import org.docx4j.dml.CTBlip;
import org.docx4j.dml.CTBlipFillProperties;
import org.docx4j.dml.CTLineProperties;
import org.docx4j.dml.CTLuminanceEffect;
import org.docx4j.dml.CTRelativeRect;
import org.docx4j.dml.CTShapeProperties;
import org.docx4j.dml.STShapeType;
import org.docx4j.dml.picture.Pic;

/** Finds what a program does to a picture before it shows it (ISO/IEC 29500-1, 20.1.8), and is not done here. */
final class PictureEffects {
    /** Thousandths of a per cent, as the file counts. */
    private static final int WHOLE = 100_000;

    /** The extension that names an SVG ([MS-ODRAWXML], 2.3.1.28). */
    private static final String VECTOR = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

    private PictureEffects() {}

    static boolean any(Pic picture) {
        CTBlip blip = picture.getBlipFill().getBlip();
        CTShapeProperties look = picture.getSpPr();
        return shaped(picture)
                || blip != null
                        && blip.getAlphaBiLevelOrAlphaCeilingOrAlphaFloor().stream()
                                .map(XmlUtils::unwrap)
                                .anyMatch(PictureEffects::changes)
                || look != null
                        && look.getXfrm() != null
                        && (look.getXfrm().isFlipH() || look.getXfrm().isFlipV())
                || look != null
                        && look.getEffectLst() != null
                        && look.getEffectLst().getSoftEdge() != null;
    }

    /** Whether it is cut to a shape, framed, repeated or moved within its frame. */
    private static boolean shaped(Pic picture) {
        CTBlipFillProperties fill = picture.getBlipFill();
        CTRelativeRect inside =
                fill.getStretch() == null ? null : fill.getStretch().getFillRect();
        CTShapeProperties look = picture.getSpPr();
        CTLineProperties line = look == null ? null : look.getLn();
        return fill.getTile() != null
                || inside != null && PictureCrop.any(inside)
                || look != null && look.getCustGeom() != null
                || look != null
                        && look.getPrstGeom() != null
                        && look.getPrstGeom().getPrst() != STShapeType.RECT
                || line != null
                        && (line.getSolidFill() != null || line.getGradFill() != null || line.getPattFill() != null);
    }

    /** Whether newer programs show a drawing beside the picture that older ones show. */
    static boolean twice(Pic picture) {
        CTBlip blip = picture.getBlipFill().getBlip();
        return blip != null
                && blip.getExtLst() != null
                && blip.getExtLst().getExt().stream()
                        .anyMatch(extension -> VECTOR.equalsIgnoreCase(extension.getUri()));
    }

    private static boolean changes(Object effect) {
        if (effect instanceof CTLuminanceEffect luminance) {
            return luminance.getBright() != 0 || luminance.getContrast() != 0;
        }
        return !(effect instanceof CTAlphaModulateFixedEffect alpha) || alpha.getAmt() != WHOLE;
    }
}

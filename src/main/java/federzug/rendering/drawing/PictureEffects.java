package federzug.rendering.drawing;

import org.docx4j.XmlUtils;
import org.docx4j.dml.CTAlphaModulateFixedEffect;
import org.docx4j.dml.CTBlip;
import org.docx4j.dml.CTLuminanceEffect;
import org.docx4j.dml.CTShapeProperties;
import org.docx4j.dml.picture.Pic;

/** Finds what a program does to a picture before it shows it (ISO/IEC 29500-1, 20.1.8), and is not done here. */
final class PictureEffects {
    /** Thousandths of a per cent, as the file counts. */
    private static final int WHOLE = 100_000;

    private PictureEffects() {}

    static boolean any(Pic picture) {
        CTBlip blip = picture.getBlipFill().getBlip();
        CTShapeProperties look = picture.getSpPr();
        return blip != null
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

    private static boolean changes(Object effect) {
        if (effect instanceof CTLuminanceEffect luminance) {
            return luminance.getBright() != 0 || luminance.getContrast() != 0;
        }
        return !(effect instanceof CTAlphaModulateFixedEffect alpha) || alpha.getAmt() != WHOLE;
    }
}

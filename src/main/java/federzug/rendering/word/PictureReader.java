package federzug.rendering.word;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.Optional;
import org.docx4j.XmlUtils;
import org.docx4j.com.microsoft.schemas.office.drawing.x2017.decorative.CTDecorative;
import org.docx4j.dml.CTBlipFillProperties;
import org.docx4j.dml.CTNonVisualDrawingProps;
import org.docx4j.dml.Graphic;
import org.docx4j.dml.picture.Pic;
import org.docx4j.dml.wordprocessingDrawing.Anchor;
import org.docx4j.dml.wordprocessingDrawing.Inline;
import org.docx4j.mce.AlternateContent;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.WordprocessingML.BinaryPart;
import org.docx4j.openpackaging.parts.relationships.RelationshipsPart;
import org.docx4j.wml.Drawing;
import org.jspecify.annotations.Nullable;

/** Reads inline pictures; whatever floats, is cropped or comes from outside is refused. */
final class PictureReader {
    private static final double EMU_PER_POINT = 12700;
    private static final int LIMIT = 20 << 20;

    private final @Nullable RelationshipsPart relations;
    private final RenderingProblems problems;

    PictureReader(@Nullable RelationshipsPart relations, RenderingProblems problems) {
        this.relations = relations;
        this.problems = problems;
    }

    Optional<Image> read(Drawing drawing, boolean decoration) {
        if (drawing.getAnchorOrInline().isEmpty()
                || !(drawing.getAnchorOrInline().get(0) instanceof Inline inline)) {
            problems.add("rendering.draft.floating-picture");
            return Optional.empty();
        }
        if (!(graphic(inline.getGraphic()) instanceof Pic picture)) {
            problems.add("rendering.draft.drawing");
            return Optional.empty();
        }
        String text = inline.getDocPr() == null ? null : inline.getDocPr().getDescr();
        boolean ornament = decoration || inline.getDocPr() != null && ornament(inline.getDocPr());
        if ((text == null || text.isBlank()) && !ornament) {
            problems.add("rendering.draft.picture-without-text");
            return Optional.empty();
        }
        byte[] bytes = bytes(picture);
        if (bytes == null) {
            return Optional.empty();
        }
        return Optional.of(new Image(
                bytes,
                inline.getExtent().getCx() / EMU_PER_POINT,
                inline.getExtent().getCy() / EMU_PER_POINT,
                text == null || ornament ? "" : text));
    }

    private static @Nullable Object graphic(@Nullable Graphic graphic) {
        return graphic == null
                        || graphic.getGraphicData() == null
                        || graphic.getGraphicData().getAny().isEmpty()
                ? null
                : XmlUtils.unwrap(graphic.getGraphicData().getAny().get(0));
    }

    /**
     * LibreOffice writes some pictures as a shape with another drawing for old programs (Markup Compatibility, ISO/IEC
     * 29500-3, 10.2). Only what offers nothing but one picture is one.
     *
     * @return the picture's drawing, or the element as it is
     */
    static Object chosen(Object element) {
        return element instanceof AlternateContent alternatives
                        && alternatives.getChoice().size() == 1
                        && alternatives.getChoice().get(0).getAny().size() == 1
                        && XmlUtils.unwrap(
                                        alternatives.getChoice().get(0).getAny().get(0))
                                instanceof Drawing drawing
                        && isPicture(drawing)
                ? drawing
                : element;
    }

    private static boolean isPicture(Drawing drawing) {
        return drawing.getAnchorOrInline().stream()
                .allMatch(one -> one instanceof Inline inline && graphic(inline.getGraphic()) instanceof Pic
                        || one instanceof Anchor anchor && graphic(anchor.getGraphic()) instanceof Pic);
    }

    /** Word's check box "mark as decorative". */
    private static boolean ornament(CTNonVisualDrawingProps properties) {
        return properties.getExtLst() != null
                && properties.getExtLst().getExt().stream()
                        .map(extension -> XmlUtils.unwrap(extension.getAny()))
                        .anyMatch(e -> e instanceof CTDecorative decorative && decorative.isVal());
    }

    private byte @Nullable [] bytes(Pic picture) {
        CTBlipFillProperties fill = picture.getBlipFill();
        boolean turned = picture.getSpPr() != null
                && picture.getSpPr().getXfrm() != null
                && picture.getSpPr().getXfrm().getRot() != 0;
        boolean cropped = fill.getSrcRect() != null
                && (fill.getSrcRect().getL() != 0
                        || fill.getSrcRect().getT() != 0
                        || fill.getSrcRect().getR() != 0
                        || fill.getSrcRect().getB() != 0);
        if (turned || cropped) {
            problems.add("rendering.draft.picture-cropped");
            return null;
        }
        String id = fill.getBlip() == null ? "" : fill.getBlip().getEmbed();
        Part part = relations == null || id.isEmpty() ? null : relations.getPart(id);
        if (!(part instanceof BinaryPart binary)) {
            problems.add("rendering.draft.picture-external");
            return null;
        }
        byte[] bytes = binary.getBytes();
        if (bytes.length <= LIMIT && (EmfReader.is(bytes) || WmfReader.is(bytes))) {
            return drawn(bytes);
        }
        if (vector(bytes)) {
            problems.add("rendering.draft.picture-vector");
            return null;
        }
        if (bytes.length > LIMIT || !ImageHeader.usable(bytes)) {
            problems.add("rendering.draft.picture-kind");
            return null;
        }
        return bytes;
    }

    /** A metafile as SVG, so that it stays a drawing. */
    private byte @Nullable [] drawn(byte[] bytes) {
        try {
            return EmfReader.is(bytes) ? EmfReader.svg(bytes) : WmfReader.svg(bytes);
        } catch (MetafileCanvas.UnsupportedException e) {
            problems.add("rendering.draft.picture-metafile");
            return null;
        }
    }

    /** Word and LibreOffice put a PNG beside an SVG; that one is taken. */
    private static boolean vector(byte[] bytes) {
        boolean emf = bytes.length > 44 && bytes[0] == 1 && bytes[1] == 0 && bytes[40] == ' ' && bytes[41] == 'E';
        return emf || new String(bytes, 0, Math.min(1000, bytes.length), ISO_8859_1).contains("<svg");
    }
}

package federzug.rendering.drawing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import federzug.rendering.font.HouseFonts;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.Optional;
import org.docx4j.XmlUtils;
import org.docx4j.com.microsoft.schemas.office.drawing.x2017.decorative.CTDecorative;
import org.docx4j.dml.CTBlipFillProperties;
import org.docx4j.dml.CTNonVisualDrawingProps;
import org.docx4j.dml.CTRelativeRect;
import org.docx4j.dml.picture.Pic;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.WordprocessingML.BinaryPart;
import org.docx4j.openpackaging.parts.relationships.RelationshipsPart;
import org.jspecify.annotations.Nullable;

/** Reads pictures; what comes from outside is refused. */
public final class PictureReader {
    private static final int LIMIT = 20 << 20;

    /** Five and one millimetres, in points. */
    private static final double BULLET = 14.2;

    private static final double LINE = 2.9;

    private final @Nullable RelationshipsPart relations;
    private final RenderingProblems problems;
    private final HouseFonts house;

    public PictureReader(@Nullable RelationshipsPart relations, HouseFonts house, RenderingProblems problems) {
        this.house = house;
        this.relations = relations;
        this.problems = problems;
    }

    /**
     * @param properties its names and texts
     * @param width in points
     * @param decoration whether it needs no alternate text
     * @param background whether it lies behind the text
     */
    public Optional<Image> read(
            Pic picture,
            @Nullable CTNonVisualDrawingProps properties,
            double width,
            double height,
            boolean decoration,
            boolean background) {
        String text = properties == null ? null : properties.getDescr();
        boolean ornament = properties != null && ornament(properties);
        if ((text == null || text.isBlank()) && !ornament && !decoration) {
            if (!background && !ornamental(width, height)) {
                problems.add(
                        "rendering.draft.picture-without-text",
                        properties == null || properties.getName() == null ? "" : properties.getName());
                return Optional.empty();
            }
            problems.remark("rendering.draft.picture-ornamental");
        }
        if (PictureEffects.any(picture)) {
            problems.remark("rendering.draft.picture-effect");
        }
        if (PictureEffects.twice(picture)) {
            problems.remark("rendering.draft.picture-twice");
        }
        byte[] bytes = bytes(picture);
        return bytes == null
                ? Optional.empty()
                : Optional.of(new Image(bytes, width, height, text == null || ornament ? "" : text.strip()));
    }

    /** A line, or no larger than a bullet: it shows nothing that had to be described. */
    private static boolean ornamental(double width, double height) {
        return Math.max(width, height) <= BULLET || Math.min(width, height) <= LINE;
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
        return bytes(fill.getBlip() == null ? "" : fill.getBlip().getEmbed(), fill.getSrcRect());
    }

    /**
     * @param id of its relation
     * @param edges what is cut off
     */
    public byte @Nullable [] bytes(String id, @Nullable CTRelativeRect edges) {
        byte[] whole = bytes(id);
        if (whole == null || edges == null || !PictureCrop.any(edges)) {
            return whole;
        }
        Optional<byte[]> cut = PictureCrop.cut(whole, edges);
        if (cut.isEmpty()) {
            problems.add("rendering.draft.picture-cropped");
        }
        return cut.orElse(null);
    }

    private byte @Nullable [] bytes(String id) {
        Part part = relations == null || id.isEmpty() ? null : relations.getPart(id);
        if (!(part instanceof BinaryPart binary)) {
            problems.add("rendering.draft.picture-external");
            return null;
        }
        if (binary.getBuffer() == null) {
            problems.add("rendering.draft.picture-kind");
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
        if (bytes.length <= LIMIT && ImageHeader.printed(bytes)) {
            return converted(bytes);
        }
        if (bytes.length > LIMIT || !ImageHeader.usable(bytes)) {
            problems.add("rendering.draft.picture-kind");
            return null;
        }
        return bytes;
    }

    private byte @Nullable [] converted(byte[] printed) {
        Optional<byte[]> shown = PrintColours.converted(printed);
        if (shown.isEmpty()) {
            problems.add("rendering.draft.picture-cmyk");
        } else {
            problems.remark("rendering.draft.picture-converted");
        }
        return shown.orElse(null);
    }

    /** A metafile as SVG, so that it stays a drawing. */
    private byte @Nullable [] drawn(byte[] bytes) {
        try {
            return EmfReader.is(bytes) ? EmfReader.svg(bytes, house) : WmfReader.svg(bytes, house);
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

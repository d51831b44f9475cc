package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Gives pictures of a template the alternative texts of {@code felder.yaml}: who cannot or must not change the Word file
 * describes them there. Placeholders in such a text are filled as in Word's own. Also writes the picture of a release into
 * a draft.
 */
final class Pictures {
    private static final String DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static final String DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative";
    private static final String DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
    private static final String OFFICE = "urn:schemas-microsoft-com:office:office";

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final int EMU_A_PIXEL = 9525;
    private static final int EMU_A_TWIP = 635;
    private static final long EMU_A_CENTIMETRE = 360_000;
    private static final long USUAL_ROOM = 16 * EMU_A_CENTIMETRE;
    private static final long TALLEST = 10 * EMU_A_CENTIMETRE;
    /** ISO/IEC 29500-1, 20.4.2.8 and 20.2.2.5. */
    private static final String IN_LINE = """
            <wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">\
            <wp:extent %s/><wp:docPr id="1" name="bild"/><wp:cNvGraphicFramePr/>\
            <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">\
            <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
            <pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">\
            <pic:nvPicPr><pic:cNvPr id="0" name="bild"/><pic:cNvPicPr/></pic:nvPicPr>\
            <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
            <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext %s/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>\
            </pic:pic></a:graphicData></a:graphic></wp:inline>""";

    private final Map<String, String> texts;
    private final Set<String> met = new LinkedHashSet<>();

    Pictures(Map<String, String> texts) {
        this.texts = texts;
    }

    void describe(Document document) {
        if (!texts.isEmpty()) {
            walk(document.getDocumentElement());
        }
    }

    /** Names of pictures that the template does not have. */
    List<Notice> unknown(String file) {
        List<Notice> notices = new ArrayList<>();
        texts.keySet().stream()
                .filter(name -> !met.contains(name))
                .sorted()
                .forEach(name -> notices.add(Notice.error(
                        "drafting.fields.picture-unknown",
                        Place.in(file, "bilder"),
                        name,
                        met.isEmpty() ? 0 : 1,
                        String.join(", ", met))));
        return notices;
    }

    private void walk(Node parent) {
        for (Node node : Xml.children(parent)) {
            if (node instanceof Element element) {
                switch (String.valueOf(element.getLocalName())) {
                    case "docPr" -> drawing(element);
                    case "imagedata" -> vector(element);
                    default -> {}
                }
                walk(element);
            }
        }
    }

    private void drawing(Element properties) {
        String name = properties.getAttribute("name");
        met.add(name);
        String text = texts.get(name);
        if (text == null) {
            return;
        }
        properties.setAttribute("descr", text);
        if (text.isEmpty()) {
            decorate(properties);
        }
    }

    /** VML (ISO/IEC 29500-4, 19.1.2.11): the picture's title and its shape's alternative text. */
    private void vector(Element image) {
        String name = image.getAttributeNS(OFFICE, "title");
        met.add(name);
        String text = texts.get(name);
        if (text != null && image.getParentNode() instanceof Element shape) {
            shape.setAttribute("alt", text);
        }
    }

    /** Word's check box "mark as decorative" ([MS-ODRAWXML], 2.28.1). */
    private static void decorate(Element properties) {
        Document document = properties.getOwnerDocument();
        Element list = (Element) Xml.children(properties).stream()
                .filter(node -> "extLst".equals(node.getLocalName()))
                .findFirst()
                .orElseGet(() -> properties.appendChild(document.createElementNS(DRAWING, "a:extLst")));
        Element extension = document.createElementNS(DRAWING, "a:ext");
        extension.setAttribute("uri", DECORATIVE_EXTENSION);
        Element mark = document.createElementNS(DECORATIVE, "adec:decorative");
        mark.setAttribute("val", "1");
        extension.appendChild(mark);
        list.appendChild(extension);
    }

    /**
     * A picture in line with the text, as large as it is at 96 dots per inch, but no larger than its room.
     *
     * @param run that is to hold it
     * @param relation that leads to its file
     * @return empty if it is no picture
     */
    static Optional<Element> inLine(Element run, String relation, byte[] picture, String text, Element body) {
        return measures(picture).map(pixels -> {
            long width = (long) pixels.width * EMU_A_PIXEL;
            long height = (long) pixels.height * EMU_A_PIXEL;
            double scale = Math.min(1, Math.min((double) room(body) / width, (double) TALLEST / height));
            String size = "cx=\"%d\" cy=\"%d\"".formatted(Math.round(width * scale), Math.round(height * scale));
            Element drawing = Xml.beside(run, "drawing");
            drawing.appendChild(
                    run.getOwnerDocument().importNode(parsed(IN_LINE.formatted(size, size), relation, text), true));
            return drawing;
        });
    }

    private static Element parsed(String xml, String relation, String text) {
        try {
            Element inLine = Xml.parse(xml.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
            Element properties =
                    (Element) inLine.getElementsByTagNameNS("*", "docPr").item(0);
            properties.setAttribute("descr", text);
            Element blip = (Element) inLine.getElementsByTagNameNS("*", "blip").item(0);
            blip.setAttributeNS(RELATIONS, "r:embed", relation);
            return inLine;
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As wide as the text of the first section (ISO/IEC 29500-1, 17.6.11, 17.6.13). */
    private static long room(Element body) {
        Element section = first(body, "sectPr");
        Element size = section == null ? null : Xml.child(section, "pgSz");
        Element margins = section == null ? null : Xml.child(section, "pgMar");
        if (size == null || margins == null) {
            return USUAL_ROOM;
        }
        long room = twips(size, "w") - twips(margins, "left") - twips(margins, "right");
        return room > 0 ? room * EMU_A_TWIP : USUAL_ROOM;
    }

    private static @Nullable Element first(Node parent, String name) {
        for (Node child : Xml.children(parent)) {
            Element found = Xml.is(child, name) ? (Element) child : first(child, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static long twips(Element element, String attribute) {
        String value = BoxMarks.attribute(element, attribute);
        return value.matches("\\d{1,6}") ? Long.parseLong(value) : 0;
    }

    private static Optional<Dimension> measures(byte[] picture) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return Optional.of(new Dimension(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

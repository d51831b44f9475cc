package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Searches all parts of a Word file for content that no template may hold, before anything else reads them. */
final class PartCheck {
    /** Each nested table costs three levels; Word itself stops at 63 tables. */
    private static final int MAXIMUM_DEPTH = 300;

    /** A hundred pages as Word writes them have about sixty thousand. */
    private static final int MAXIMUM_ELEMENTS = 100_000;

    /** Whether a change of formatting leaves the wording open is seen where it is set. */
    private static final Set<String> TRACKED = Set.of("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel");

    private final Place place;
    private final Set<Notice> notices = new LinkedHashSet<>();

    /** After these nothing else in the file can be read. */
    private static final Set<String> UNREADABLE = Set.of(
            "drafting.part.not-xml", "drafting.part.doctype", "drafting.part.too-deep", "drafting.part.too-long");

    /** Whether there is any use in reading on, to report everything else too. */
    static boolean readable(List<Notice> found) {
        return found.stream().noneMatch(notice -> UNREADABLE.contains(notice.code()));
    }

    private PartCheck(Place place) {
        this.place = place;
    }

    /** Everything that is wrong, at once. */
    static List<Notice> check(Archive archive, Place place) {
        PartCheck check = new PartCheck(place);
        for (Map.Entry<String, byte[]> part : archive.parts().entrySet()) {
            check.name(part.getKey());
            if (Archive.isXml(part.getKey())) {
                check.content(part.getKey(), part.getValue());
            }
        }
        return new ArrayList<>(check.notices);
    }

    private void name(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        if (name.contains("vbaproject") || name.contains("vbadata")) {
            notices.add(Notice.error("drafting.part.macros", place));
        } else if (name.startsWith("word/activex/")) {
            notices.add(Notice.error("drafting.part.active-content", place, part));
        }
    }

    private void content(String part, byte[] bytes) {
        try {
            Xml.scan(bytes, new Scan(part));
        } catch (SAXParseException e) {
            boolean documentType = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .contains("<!DOCTYPE");
            notices.add(Notice.error(documentType ? "drafting.part.doctype" : "drafting.part.not-xml", place, part));
        } catch (TooDeepException e) {
            notices.add(Notice.error("drafting.part.too-deep", place, part));
        } catch (TooLongException e) {
            notices.add(Notice.error("drafting.part.too-long", place, part, MAXIMUM_ELEMENTS));
        } catch (SAXException | IOException e) {
            notices.add(Notice.error("drafting.part.not-xml", place, part));
        }
    }

    private static final class TooDeepException extends SAXException {
        private static final long serialVersionUID = 1L;
    }

    private static final class TooLongException extends SAXException {
        private static final long serialVersionUID = 1L;
    }

    private final class Scan extends DefaultHandler {
        private final String part;
        private int depth;
        private int elements;

        Scan(String part) {
            this.part = part;
        }

        @Override
        public void startElement(String namespace, String name, String prefixed, Attributes attributes)
                throws SAXException {
            if (++depth > MAXIMUM_DEPTH) {
                throw new TooDeepException();
            }
            if (++elements > MAXIMUM_ELEMENTS) {
                throw new TooLongException();
            }
            if (Xml.isWord(namespace)) {
                word(name);
            } else if (name.equals("Relationship") && part.endsWith(".rels")) {
                relationship(attributes);
            } else if (part.equals("[Content_Types].xml")
                    && contentType(attributes).contains("macroenabled")) {
                notices.add(Notice.error("drafting.part.macros", place));
            }
        }

        @Override
        public void endElement(String namespace, String name, String prefixed) {
            depth--;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }

        private void word(String name) {
            if (TRACKED.contains(name)) {
                notices.add(Notice.error("drafting.part.tracked-changes", place));
            } else if (name.equals("altChunk")) {
                notices.add(Notice.error("drafting.part.foreign-content", place));
            }
        }

        private void relationship(Attributes attributes) {
            String type = String.valueOf(attributes.getValue("Type"));
            if ("External".equalsIgnoreCase(attributes.getValue("TargetMode")) && !type.endsWith("/hyperlink")) {
                String target = String.valueOf(attributes.getValue("Target"));
                String shown = target.length() <= 120 ? target : target.substring(0, 120) + "…";
                if (type.endsWith("/attachedTemplate")) {
                    notices.add(Notice.warning("drafting.part.attached-template", place, shown));
                } else {
                    notices.add(Notice.error(
                            "drafting.part.external", place, type.substring(type.lastIndexOf('/') + 1), shown));
                }
            } else if (type.endsWith("/aFChunk")) {
                notices.add(Notice.error("drafting.part.foreign-content", place));
            }
        }

        private static String contentType(Attributes attributes) {
            return String.valueOf(attributes.getValue("ContentType")).toLowerCase(Locale.ROOT);
        }
    }
}

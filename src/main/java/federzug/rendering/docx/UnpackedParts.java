package federzug.rendering.docx;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.docx4j.openpackaging.contenttype.ContentTypeManager;
import org.docx4j.openpackaging.exceptions.Docx4JException;
import org.docx4j.openpackaging.io3.Load3;
import org.docx4j.openpackaging.io3.stores.PartStore;
import org.docx4j.openpackaging.packages.OpcPackage;
import org.docx4j.openpackaging.parts.CustomXmlDataStoragePart;
import org.docx4j.openpackaging.parts.JaxbXmlPart;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.PartName;
import org.docx4j.openpackaging.parts.XmlPart;
import org.jspecify.annotations.Nullable;

/**
 * What is in a Word file (Open Packaging Conventions, ISO/IEC 29500-2), unpacked once, for our own looks and for docx4j:
 * a file cannot mean one thing to us and another to it. Only for reading.
 */
public record UnpackedParts(Map<String, byte[]> all) implements PartStore {
    public OpcPackage load() throws Docx4JException {
        return new Load3(this).get();
    }

    /** @return XML, each byte as one character; empty if there is no such part */
    public String text(String name) {
        byte[] part = all.get(name);
        return part == null ? "" : new String(part, StandardCharsets.ISO_8859_1);
    }

    /** Whether a part of the text holds these characters; for what the object model cannot tell from its absence. */
    public boolean mentions(String characters) {
        return all.keySet().stream()
                .anyMatch(name -> name.startsWith("word/")
                        && name.endsWith(".xml")
                        && text(name).contains(characters));
    }

    @Override
    public @Nullable InputStream loadPart(String name) {
        byte[] part = all.get(name);
        return part == null ? null : new ByteArrayInputStream(part);
    }

    @Override
    public long getPartSize(String name) {
        byte[] part = all.get(name);
        return part == null ? -1 : part.length;
    }

    @Override
    public void dispose() {
        // Nothing is held but memory.
    }

    @Override
    public void setSourcePartStore(PartStore source) {
        throw readOnly();
    }

    @Override
    public void rename(PartName from, PartName to) {
        throw readOnly();
    }

    @Override
    public void setOutputStream(OutputStream out) {
        throw readOnly();
    }

    @Override
    public void saveContentTypes(ContentTypeManager types) {
        throw readOnly();
    }

    @Override
    public void saveJaxbXmlPart(JaxbXmlPart part) {
        throw readOnly();
    }

    @Override
    public void saveCustomXmlDataStoragePart(CustomXmlDataStoragePart part) {
        throw readOnly();
    }

    @Override
    public void saveXmlPart(XmlPart part) {
        throw readOnly();
    }

    @Override
    public void saveBinaryPart(Part part) {
        throw readOnly();
    }

    @Override
    public void finishSave() {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("only for reading");
    }
}

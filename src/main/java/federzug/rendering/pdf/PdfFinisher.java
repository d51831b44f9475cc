package federzug.rendering.pdf;

import federzug.document.Digest;
import federzug.document.SignatureField;
import federzug.rendering.fop.FopMarks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * Post-processes FOP's output: turns links that stand for signature boxes into form fields, and adds what FOP 2.11
 * leaves out of PDF/UA-1. Saved with object streams, so the file shrinks.
 */
public final class PdfFinisher {

    /** FOP gets a lower version, see {@link FopMarks#WITHOUT_SCOPE}. */
    private static final float VERSION = 1.7f;

    private static final String VERSION_SET = "<pdf:PDFVersion>" + FopMarks.WITHOUT_SCOPE + "<";
    private static final String VERSION_MEANT = "<pdf:PDFVersion>" + VERSION + "<";

    private static final Pattern CREATED = Pattern.compile("<xmp:CreateDate>([^<]*)</xmp:CreateDate>");
    private static final Pattern METADATA_DATE = Pattern.compile("(<xmp:MetadataDate>)[^<]*(</xmp:MetadataDate>)");

    /**
     * @param fields in page order
     * @param fieldPages on which page each of them is, from 0
     */
    public record Finished(byte[] bytes, int pages, List<SignatureField> fields, List<Integer> fieldPages) {}

    /**
     * What makes this document this one; its /ID is derived from it.
     *
     * @param text what it is made from and for; only its digest gets into the file
     * @param own no other document may be taken for it, so XMP says it, too (ISO 16684-1, 8.4: xmpMM:DocumentID)
     */
    public record Identity(String text, boolean own) {
        byte[] id() {
            String digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
            return HexFormat.of().parseHex(digest.substring(0, 32));
        }

        String xmp() {
            ByteBuffer id = ByteBuffer.wrap(id());
            return "<rdf:Description rdf:about=\"\""
                    + " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"><xmpMM:DocumentID>uuid:"
                    + new UUID(id.getLong(), id.getLong()) + "</xmpMM:DocumentID></rdf:Description></rdf:RDF>";
        }
    }

    private final Map<String, SignatureField> expected = new HashMap<>();
    private final List<SignatureField> placed = new ArrayList<>();
    private final List<Integer> placedOn = new ArrayList<>();
    private int pageNumber;
    private final COSArray formFields = new COSArray();

    private PdfFinisher(List<SignatureField> fields) {
        fields.forEach(f -> expected.put(f.name(), f));
    }

    public static Finished finish(String file, byte[] pdf, List<SignatureField> fields, Identity identity)
            throws IOException {
        return finish(file, pdf, fields, identity, List.of());
    }

    /**
     * @param file name of the PDF, for messages
     * @param attachments files that become part of the document
     * @throws RenderingException if it does not keep what it promises
     */
    public static Finished finish(
            String file, byte[] pdf, List<SignatureField> fields, Identity identity, List<Attachment> attachments)
            throws IOException {
        PdfFinisher finish = new PdfFinisher(fields);
        try (PDDocument document = Loader.loadPDF(new PdfBytes(pdf))) {
            finish.pages(document);
            finish.form(document);
            StructureTree.complete(document);
            metadata(document, identity);
            Attachment.embed(document, attachments);
            identify(document, identity);
            document.getDocument().setVersion(VERSION);
            Conformance.check(file, document);
            StreamCompression.compress(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length);
            document.save((OutputStream) out, finish.storage());
            return new Finished(out.toByteArray(), document.getNumberOfPages(), finish.placed, finish.placedOn);
        }
    }

    /** How many pages FOP has made. */
    public static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(new PdfBytes(pdf))) {
            return document.getNumberOfPages();
        }
    }

    /**
     * What is to be signed keeps a classic cross-reference table and plain objects (ISO 32000-1, 7.5.4): some programs
     * cannot append to anything else, or take the number of the cross-reference stream for a free one.
     */
    private CompressParameters storage() {
        return placed.isEmpty() ? CompressParameters.DEFAULT_COMPRESSION : CompressParameters.NO_COMPRESSION;
    }

    private void pages(PDDocument document) {
        Map<Integer, COSDictionary> parents = new HashMap<>();
        COSDictionary root = document.getDocumentCatalog().getCOSObject();
        COSDictionary tree = root.getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        COSDictionary parentTree = tree == null ? null : tree.getCOSDictionary(COSName.PARENT_TREE);
        if (parentTree != null) {
            numbers(parentTree, parents);
        }
        boolean first = true;
        for (PDPage page : document.getPages()) {
            COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
            if (annotations == null) {
                // The first page needs the entry before the first signature, or adding it later counts as a change.
                if (first) {
                    page.getCOSObject().setItem(COSName.ANNOTS, new COSArray());
                }
            } else {
                for (int i = 0; i < annotations.size(); i++) {
                    annotation(annotations.get(i), page.getCOSObject(), parents);
                }
            }
            first = false;
            pageNumber++;
        }
    }

    private static void numbers(COSDictionary node, Map<Integer, COSDictionary> into) {
        COSArray kids = node.getCOSArray(COSName.KIDS);
        for (int i = 0; kids != null && i < kids.size(); i++) {
            if (kids.getObject(i) instanceof COSDictionary kid) {
                numbers(kid, into);
            }
        }
        COSArray pairs = node.getCOSArray(COSName.NUMS);
        for (int i = 0; pairs != null && i + 1 < pairs.size(); i += 2) {
            if (pairs.getObject(i + 1) instanceof COSDictionary element) {
                into.put(pairs.getInt(i), element);
            }
        }
    }

    private void annotation(COSBase reference, COSDictionary page, Map<Integer, COSDictionary> parents) {
        COSBase base = reference instanceof COSObject object ? object.getObject() : reference;
        if (!(base instanceof COSDictionary link) || link.getCOSName(COSName.SUBTYPE) != COSName.LINK) {
            return;
        }
        COSDictionary action = link.getCOSDictionary(COSName.A);
        String address = action == null ? null : action.getString(COSName.URI);
        if (address != null && address.startsWith(FopMarks.SIGNATURE_ADDRESS)) {
            SignatureField field = expected.get(address.substring(FopMarks.SIGNATURE_ADDRESS.length()));
            if (field == null) {
                throw new IllegalStateException("unexpected signature box");
            }
            SignatureWidget.from(link, page, field);
            formFields.add(reference);
            placed.add(field);
            placedOn.add(pageNumber);
            return;
        }
        // ISO 14289-1, 7.18.5: a link says where it leads.
        if (link.getString(COSName.CONTENTS) == null) {
            COSDictionary element = parents.get(link.getInt(COSName.STRUCT_PARENT, -1));
            String text = element == null ? null : element.getString(COSName.ALT);
            link.setString(COSName.CONTENTS, text == null ? "Verweis" : text);
        }
    }

    private void form(PDDocument document) {
        if (placed.size() != expected.size()) {
            throw new IllegalStateException("signature boxes lost: " + placed.size() + " of " + expected.size());
        }
        if (formFields.size() > 0) {
            COSDictionary form = new COSDictionary();
            form.setItem(COSName.FIELDS, formFields);
            form.setInt(COSName.SIG_FLAGS, 3);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
        }
    }

    private static void identify(PDDocument document, Identity identity) {
        byte[] id = identity.id();
        COSArray pair = new COSArray();
        pair.add(new COSString(id));
        pair.add(new COSString(id));
        document.getDocument().getTrailer().setItem(COSName.ID, pair);
        // PDFBox derives the second half from this number instead of the time.
        document.setDocumentId(ByteBuffer.wrap(id).getLong());
    }

    /** FOP writes the time of day and its own version into the XMP; the same draft must give the same bytes. */
    private static void metadata(PDDocument document, Identity identity) throws IOException {
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        if (metadata == null) {
            return;
        }
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        Matcher created = CREATED.matcher(xmp);
        if (created.find()) {
            String same = METADATA_DATE
                    .matcher(xmp)
                    .replaceAll("$1" + created.group(1) + "$2")
                    .replace(VERSION_SET, VERSION_MEANT);
            String named = identity.own() ? same.replace("</rdf:RDF>", identity.xmp()) : same;
            metadata.importXMPMetadata(named.getBytes(StandardCharsets.UTF_8));
        }
    }
}

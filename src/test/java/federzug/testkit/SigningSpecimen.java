package federzug.testkit;

import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.SignatureField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** A one-page PDF/A-2a and PDF/UA-1 with signature fields as rendering makes them, written without it. */
public final class SigningSpecimen {
    private static final String XMP = """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Muster</rdf:li></rdf:Alt></dc:title>
        <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
          xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
          xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
        </rdf:li></rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>\
        """;

    private final PDDocument pdf = new PDDocument();
    private final PDPage page = new PDPage(PDRectangle.A4);
    private final float width;
    private final float height;

    private SigningSpecimen(float width, float height) {
        this.width = width;
        this.height = height;
    }

    /** Fields of 210 by 62 points for these persons. */
    public static byte[] pdf(String... persons) {
        return pdf(210, 62, persons);
    }

    public static byte[] pdf(float width, float height, String... persons) {
        try {
            return new SigningSpecimen(width, height).make(fields(persons));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<SignatureField> fields(String... persons) {
        return Arrays.stream(persons)
                .map(person -> SignatureField.of(person, "Unterschriftsfeld für " + person))
                .toList();
    }

    /** The fields a document really has. */
    public static List<SignatureField> fieldsOf(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureFields().stream()
                    .map(field -> fields(field.getPartialName().replace("_Unterschrift", ""))
                            .get(0))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as the document rendering would hand on. */
    public static ArchivalPdf archival(DocumentStore store, String... persons) {
        byte[] bytes = pdf(persons);
        return store.keep(new ArchivalPdf(store.put("muster.pdf", bytes), "Muster", 1, fields(persons)));
    }

    private byte[] make(List<SignatureField> fields) throws IOException {
        try (pdf;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.addPage(page);
            page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
            page.setStructParents(0);
            catalog();
            PDStructureTreeRoot root = new PDStructureTreeRoot();
            pdf.getDocumentCatalog().setStructureTreeRoot(root);
            PDStructureElement all = new PDStructureElement("Document", root);
            root.appendKid(all);
            PDStructureElement heading = new PDStructureElement("H1", all);
            heading.setPage(page);
            heading.appendKid(0);
            all.appendKid(heading);
            text();
            COSArray parents = new COSArray();
            COSArray headings = new COSArray();
            headings.add(heading);
            parents.add(COSInteger.ZERO);
            parents.add(headings);
            form(fields, all, parents);
            COSDictionary tree = new COSDictionary();
            tree.setItem(COSName.NUMS, parents);
            root.setParentTree(new PDNumberTreeNode(tree, PDStructureElement.class));
            root.setParentTreeNextKey(fields.size() + 1);
            pdf.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        }
    }

    private void catalog() throws IOException {
        PDDocumentCatalog catalog = pdf.getDocumentCatalog();
        pdf.setVersion(1.7f);
        catalog.setLanguage("de-DE");
        PDMarkInfo marks = new PDMarkInfo();
        marks.setMarked(true);
        catalog.setMarkInfo(marks);
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        PDMetadata metadata = new PDMetadata(pdf, new ByteArrayInputStream(XMP.getBytes(StandardCharsets.UTF_8)));
        catalog.setMetadata(metadata);
        byte[] profile = java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB)
                .getData();
        PDOutputIntent intent = new PDOutputIntent(pdf, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        catalog.addOutputIntent(intent);
    }

    private void text() throws IOException {
        try (InputStream font = Objects.requireNonNull(
                        SigningSpecimen.class.getResourceAsStream("/fonts/Carlito/Carlito-Regular.ttf"));
                PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.beginMarkedContent(COSName.getPDFName("H1"), PDPropertyList.create(mark()));
            content.beginText();
            content.setFont(PDType0Font.load(pdf, font), 20);
            content.newLineAtOffset(70, 740);
            content.showText("Muster einer Vereinbarung");
            content.endText();
            content.endMarkedContent();
        }
    }

    private static COSDictionary mark() {
        COSDictionary mark = new COSDictionary();
        mark.setInt(COSName.MCID, 0);
        return mark;
    }

    private void form(List<SignatureField> fields, PDStructureElement all, COSArray parents) throws IOException {
        PDAcroForm form = new PDAcroForm(pdf);
        pdf.getDocumentCatalog().setAcroForm(form);
        form.setSignaturesExist(true);
        form.setAppendOnly(true);
        List<PDField> made = new ArrayList<>();
        List<PDAnnotation> widgets = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            SignatureField field = fields.get(i);
            PDSignatureField signature = new PDSignatureField(form);
            signature.setPartialName(field.name());
            signature.setAlternateFieldName(field.label());
            PDAnnotationWidget widget = signature.getWidgets().get(0);
            widget.setRectangle(new PDRectangle(70, 600 - i * (height + 30), width, height));
            widget.setPrinted(true);
            widget.setPage(page);
            COSDictionary dictionary = widget.getCOSObject();
            dictionary.setInt(COSName.STRUCT_PARENT, i + 1);
            dictionary.setItem(COSName.AP, placeholder());
            dictionary.setItem(COSName.getPDFName("Lock"), lock(field.name()));
            PDStructureElement tag = new PDStructureElement("Form", all);
            tag.setPage(page);
            tag.setAlternateDescription(field.label());
            COSDictionary reference = new COSDictionary();
            reference.setItem(COSName.TYPE, COSName.getPDFName("OBJR"));
            reference.setItem(COSName.OBJ, dictionary);
            reference.setItem(COSName.PG, page);
            tag.getCOSObject().setItem(COSName.K, (COSBase) reference);
            all.appendKid(tag);
            parents.add(COSInteger.get(i + 1L));
            parents.add(tag);
            made.add(signature);
            widgets.add(widget);
        }
        form.setFields(made);
        page.setAnnotations(widgets);
    }

    private static COSDictionary lock(String field) {
        COSArray names = new COSArray();
        names.add(new COSString(field));
        COSDictionary lock = new COSDictionary();
        lock.setItem(COSName.TYPE, COSName.getPDFName("SigFieldLock"));
        lock.setItem(COSName.getPDFName("Action"), COSName.getPDFName("Include"));
        lock.setItem(COSName.FIELDS, names);
        return lock;
    }

    private COSDictionary placeholder() {
        PDAppearanceStream empty = new PDAppearanceStream(pdf);
        empty.setFormType(1);
        empty.setBBox(new PDRectangle(width, height));
        COSDictionary appearance = new COSDictionary();
        appearance.setItem(COSName.N, empty);
        return appearance;
    }
}

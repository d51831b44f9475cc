package federzug.verification.change;

import static federzug.verification.ForeignSpecimen.plainly;
import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.verification.Attacks;
import federzug.verification.ForeignSpecimen;
import federzug.verification.SignedSpecimen;
import federzug.verification.Verdict;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What other programs write while they sign or fill in, and what changes nothing of a document. */
class ForeignSavingIT {
    private static final String PACKET = "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'>"
            + "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Antrag</rdf:li></rdf:Alt></dc:title>"
            + "<xmp:ModifyDate>2026-01-01</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";

    private static ForeignSpecimen other;
    private static byte[] signed;

    @BeforeAll
    static void sign() {
        other = new ForeignSpecimen(new SignedSpecimen());
        signed = other.sign(FilledForms.form(), "raphael", plainly());
    }

    /** The type of an annotation is optional; one library completes it in the revisions that it reads. */
    @Test
    void annotationsWithoutATypeSignedTwiceAndStamped() {
        byte[] bare = changed(FilledForms.form(), pdf -> {
            COSDictionary link = new COSDictionary();
            link.setItem(COSName.SUBTYPE, COSName.getPDFName("Link"));
            link.setItem(COSName.RECT, new PDRectangle(70, 100, 100, 20).getCOSArray());
            COSDictionary action = new COSDictionary();
            action.setName(COSName.S, "URI");
            action.setString(COSName.URI, "https://www.example.org/");
            link.setItem(COSName.A, action);
            COSArray annotations = pdf.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS);
            annotations.add(link);
            annotations.forEach(one -> ((COSDictionary) ObjectPairs.resolve(one)).removeItem(COSName.TYPE));
        });
        byte[] first = other.sign(bare, "raphael", plainly());
        byte[] second = other.sign(first, "rodig", ForeignSpecimen.visibly(350, 300, 150, 60, "Lutz Rodig"));
        assertValid(first);
        assertValid(second);
        assertValid(other.extended(second, SignatureLevel.PAdES_BASELINE_LTA));
        assertValid(Attacks.incrementally(second, pdf -> {
            COSDictionary link = (COSDictionary) ObjectPairs.resolve(
                    pdf.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS).get(12));
            link.setItem(COSName.TYPE, COSName.ANNOT);
            return List.of(link);
        }));
        assertNamed(
                Attacks.incrementally(second, pdf -> {
                    COSDictionary link = (COSDictionary) ObjectPairs.resolve(pdf.getPage(0)
                            .getCOSObject()
                            .getCOSArray(COSName.ANNOTS)
                            .get(12));
                    link.getCOSDictionary(COSName.A).setString(COSName.URI, "https://evil.example.org/");
                    return List.of(link, link.getCOSDictionary(COSName.A));
                }),
                "verification.change.annotation-changed");
    }

    @Test
    void metadataSerialisedInAnotherWay() {
        byte[] with = changed(FilledForms.form(), pdf -> packet(pdf, PACKET));
        byte[] base = other.sign(with, "raphael", plainly());
        assertValid(Attacks.incrementally(
                base,
                pdf -> List.of(packet(
                        pdf,
                        PACKET.replace("dc:", "d:")
                                .replace("xmlns:dc", "xmlns:d")
                                .replace("2026-01-01", "2027-01-01")))));
        assertNamed(
                Attacks.incrementally(base, pdf -> List.of(packet(pdf, PACKET.replace("Antrag", "Bewilligung")))),
                "verification.change.metadata");
    }

    @Test
    void anAddedPacketThatRepeatsTheTitle() {
        assertValid(Attacks.incrementally(signed, pdf -> List.of(packet(pdf, PACKET))));
        assertNamed(
                Attacks.incrementally(signed, pdf -> List.of(packet(pdf, PACKET.replace("Antrag", "Bewilligung")))),
                "verification.change.metadata");
    }

    @Test
    void theTitleInAnotherEncodingWithProducerAndDate() {
        assertValid(Attacks.incrementally(signed, pdf -> {
            COSDictionary information = pdf.getDocumentInformation().getCOSObject();
            information.setItem(COSName.TITLE, new COSString(utf16("Antrag")));
            information.setString(COSName.PRODUCER, "Other 2.0");
            information.setString(COSName.MOD_DATE, "D:20270101000000Z");
            return List.of(information);
        }));
        assertNamed(
                Attacks.incrementally(signed, pdf -> {
                    COSDictionary information = pdf.getDocumentInformation().getCOSObject();
                    information.setItem(COSName.TITLE, new COSString(utf16("Vertrag")));
                    return List.of(information);
                }),
                "verification.change.information");
    }

    /** iText writes the parent tree of a tagged file anew, with an empty map of roles, whatever it does with it. */
    @Test
    void comparesARewrittenStructureTreeByItsMeaning() {
        byte[] base = other.sign(changed(FilledForms.form(), ForeignSavingIT::tag), "raphael", plainly());
        assertValid(Attacks.incrementally(
                base, pdf -> parents(pdf, root -> root.setItem(COSName.ROLE_MAP, new COSDictionary()))));
        assertNamed(
                Attacks.incrementally(
                        base,
                        pdf -> parents(pdf, root -> {
                            COSDictionary roles = new COSDictionary();
                            roles.setName("Document", "Artifact");
                            root.setItem(COSName.ROLE_MAP, roles);
                        })),
                "verification.change.structure");
        assertNamed(
                Attacks.incrementally(
                        base,
                        pdf -> parents(
                                pdf,
                                root -> root.getCOSDictionary(COSName.PARENT_TREE)
                                        .getCOSArray(COSName.NUMS)
                                        .clear())),
                "verification.change.structure");
    }

    private static void tag(PDDocument pdf) {
        COSDictionary root = new COSDictionary();
        root.setItem(COSName.TYPE, COSName.STRUCT_TREE_ROOT);
        COSDictionary element = new COSDictionary();
        element.setName(COSName.S, "Document");
        element.setItem(COSName.P, root);
        COSArray kids = new COSArray();
        kids.add(element);
        root.setItem(COSName.K, kids);
        COSArray elements = new COSArray();
        elements.add(element);
        COSArray numbers = new COSArray();
        numbers.add(COSInteger.ZERO);
        numbers.add(elements);
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.setItem(COSName.PARENT_TREE, tree);
        pdf.getDocumentCatalog().getCOSObject().setItem(COSName.STRUCT_TREE_ROOT, root);
    }

    private static List<COSBase> parents(PDDocument pdf, Consumer<COSDictionary> change) {
        COSDictionary root = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        COSArray numbers = new COSArray();
        root.getCOSDictionary(COSName.PARENT_TREE).getCOSArray(COSName.NUMS).forEach(numbers::add);
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.setItem(COSName.PARENT_TREE, tree);
        root.setInt("ParentTreeNextKey", 1);
        change.accept(root);
        return List.of(root, tree);
    }

    @Test
    void extensionsAndVersionWithASignature() {
        assertValid(Attacks.incrementally(signed, pdf -> {
            COSDictionary level = new COSDictionary();
            level.setName("BaseVersion", "1.7");
            level.setInt("ExtensionLevel", 8);
            COSDictionary extensions = new COSDictionary();
            extensions.setItem("ADBE", level);
            pdf.getDocumentCatalog().getCOSObject().setItem("Extensions", extensions);
            pdf.getDocumentCatalog().getCOSObject().setName(COSName.VERSION, "1.7");
            return List.of();
        }));
    }

    @Test
    void resourcesOfTheFormThatNoFieldIsDrawnWith() {
        assertValid(Attacks.incrementally(
                signed,
                pdf -> resources(pdf, fonts -> {
                    COSDictionary font = new COSDictionary();
                    font.setItem(COSName.TYPE, COSName.FONT);
                    font.setItem(COSName.SUBTYPE, COSName.TYPE1);
                    font.setName(COSName.BASE_FONT, "ZapfDingbats");
                    fonts.setItem("ZaDb", font);
                })));
        assertValid(Attacks.incrementally(
                signed,
                pdf -> resources(pdf, fonts -> {
                    COSDictionary font = new COSDictionary(fonts.getCOSDictionary(COSName.HELV));
                    font.setName(COSName.ENCODING, "PDFDocEncoding");
                    fonts.setItem(COSName.HELV, font);
                })));
    }

    /** A look without resources of its own is drawn with those of the form. */
    @Test
    void resourcesOfTheFormThatAFieldIsDrawnWith() {
        byte[] form = changed(FilledForms.form(), pdf -> {
            try {
                COSDictionary field = FormTree.of(pdf).fields().get("Name");
                FilledForms.entered("Name", "1000", FilledForms.line("1000")).make(pdf);
                ((COSStream) field.getCOSDictionary(COSName.AP).getDictionaryObject(COSName.N))
                        .removeItem(COSName.RESOURCES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        byte[] base = other.sign(form, "raphael", plainly());
        assertNamed(
                Attacks.incrementally(
                        base,
                        pdf -> resources(pdf, fonts -> {
                            COSDictionary font = new COSDictionary(fonts.getCOSDictionary(COSName.HELV));
                            COSDictionary encoding = new COSDictionary();
                            COSArray differences = FilledForms.numbers(48);
                            differences.add(COSName.getPDFName("nine"));
                            encoding.setItem(COSName.DIFFERENCES, differences);
                            font.setItem(COSName.ENCODING, encoding);
                            fonts.setItem(COSName.HELV, font);
                        })),
                "verification.change.form");
    }

    /** Then a viewer shows what is entered, whatever the looks in the file show. */
    @Test
    void asksViewersToDrawTheFields() {
        byte[] right = changed(FilledForms.form(), pdf -> entered(pdf, "1000", "1000"));
        assertValid(Attacks.incrementally(other.sign(right, "raphael", plainly()), ForeignSavingIT::redrawn));
        byte[] wrong = changed(FilledForms.form(), pdf -> entered(pdf, "9000", "1000"));
        Verdict verdict =
                other.verify(Attacks.incrementally(other.sign(wrong, "raphael", plainly()), ForeignSavingIT::redrawn));
        assertThat(verdict.word()).isEqualTo("UNDECIDED");
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains("verification.doubtful.form-redrawn");
    }

    @Test
    void alignmentAndDefaultLookOfFieldsThatStayEmpty() {
        assertValid(Attacks.incrementally(signed, pdf -> {
            COSDictionary field = FormTree.of(pdf).fields().get("Name");
            field.setInt(COSName.Q, 0);
            field.setString(COSName.DA, "/Helv 9 Tf 0 g");
            COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
            form.setString(COSName.DA, "/Helv 0 Tf 0 g");
            return List.of(field, form);
        }));
    }

    private static void entered(PDDocument pdf, String value, String look) {
        try {
            FilledForms.entered("Name", value, FilledForms.line(look)).make(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<COSBase> redrawn(PDDocument pdf) {
        COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        form.setBoolean("NeedAppearances", true);
        return List.of(form);
    }

    private static List<COSBase> resources(PDDocument pdf, Consumer<COSDictionary> change) {
        COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        COSDictionary resources = form.getCOSDictionary(COSName.DR);
        COSDictionary fonts = resources.getCOSDictionary(COSName.FONT);
        change.accept(fonts);
        return List.of(form, resources, fonts);
    }

    private static COSStream packet(PDDocument pdf, String xml) {
        COSStream stream = pdf.getDocument().createCOSStream();
        stream.setName(COSName.TYPE, "Metadata");
        stream.setName(COSName.SUBTYPE, "XML");
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(xml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pdf.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, stream);
        return stream;
    }

    private static byte[] utf16(String text) {
        return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE);
    }

    private static byte[] changed(byte[] file, Consumer<PDDocument> change) {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.accept(pdf);
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertValid(byte[] file) {
        Verdict verdict = other.verify(file);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
    }

    private static void assertNamed(byte[] file, String code) {
        Verdict verdict = other.verify(file);
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains(code);
        assertThat(verdict.word()).isEqualTo("INVALID");
        assertThat(new ArrayList<>(verdict.examination().changes())).isNotEmpty();
    }
}

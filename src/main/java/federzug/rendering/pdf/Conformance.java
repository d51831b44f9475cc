package federzug.rendering.pdf;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.rendering.RenderingException;
import federzug.rendering.font.Typeface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.verapdf.as.io.ASMemoryInStream;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Proves that a PDF is what it claims: a few cheap checks always, veraPDF for the full proof. */
public final class Conformance {
    private static final Logger LOG = LoggerFactory.getLogger(Conformance.class);
    private static final int PAGES_WITHOUT_OUTLINE = 2;
    /** Enough to correct something; the next check reports the rest. */
    private static final int MOST_REPORTED = 50;

    private static final String NO_ALTERNATE = "(No alternate text specified)";

    private Conformance() {}

    /**
     * What FOP is known to get wrong without an error.
     *
     * @throws RenderingException naming everything that is missing
     */
    static void check(String file, PDDocument document) throws IOException {
        List<Notice> missing = new ArrayList<>();
        Place place = Place.file(file);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        for (String font : unembedded(document)) {
            missing.add(Notice.error("rendering.pdf.font-not-embedded", place, font));
        }
        if (catalog.getLanguage() == null || catalog.getLanguage().isBlank()) {
            missing.add(Notice.error("rendering.pdf.no-language", place));
        }
        if (catalog.getMetadata() == null
                || !new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8).contains("dc:title")) {
            missing.add(Notice.error("rendering.pdf.no-title", place));
        }
        COSDictionary tree = catalog.getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        if (tree == null
                || catalog.getMarkInfo() == null
                || !catalog.getMarkInfo().isMarked()) {
            missing.add(Notice.error("rendering.pdf.not-tagged", place));
        } else {
            StructureTree.walk(tree, element -> {
                if (NO_ALTERNATE.equals(element.getString(COSName.ALT))) {
                    missing.add(Notice.error("rendering.pdf.no-alternate-text", place));
                }
            });
        }
        if (signed(catalog)
                && document.getNumberOfPages() > PAGES_WITHOUT_OUTLINE
                && catalog.getDocumentOutline() == null) {
            missing.add(Notice.error("rendering.pdf.no-outline", place));
        }
        if (!missing.isEmpty()) {
            // Headings are the author's to write; everything else is ours.
            boolean theirs = missing.stream().allMatch(n -> n.code().equals("rendering.pdf.no-outline"));
            throw new RenderingException(theirs ? Kind.INPUT : Kind.FAILURE, missing);
        }
    }

    /** Whether it is to be signed: then it cannot be made better once it is out. */
    private static boolean signed(PDDocumentCatalog catalog) {
        PDAcroForm form = catalog.getAcroForm(null);
        return form != null && !form.getFields().isEmpty();
    }

    private static Set<String> unembedded(PDDocument document) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (PDPage page : document.getPages()) {
            PDResources resources = page.getResources();
            COSDictionary fonts =
                    resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.FONT);
            if (fonts == null) {
                continue;
            }
            for (COSName name : fonts.keySet()) {
                COSDictionary font = fonts.getCOSDictionary(name);
                if (font != null && seen.add(font) && !isEmbedded(font)) {
                    names.add(String.valueOf(font.getNameAsString(COSName.BASE_FONT)));
                }
            }
        }
        return names;
    }

    /** Whether the font's file is there and can be read; the usual kind without all that is needed to draw with it. */
    private static boolean isEmbedded(COSDictionary font) throws IOException {
        COSArray parts = font.getCOSArray(COSName.DESCENDANT_FONTS);
        if (parts != null
                && parts.getObject(0) instanceof COSDictionary part
                && COSName.CID_FONT_TYPE2.equals(part.getCOSName(COSName.SUBTYPE))) {
            COSDictionary descriptor = part.getCOSDictionary(COSName.FONT_DESC);
            COSStream file = descriptor == null ? null : descriptor.getCOSStream(COSName.FONT_FILE2);
            if (file != null) {
                try (InputStream in = file.createInputStream();
                        TrueTypeFont read = Typeface.parsed(in.readAllBytes())) {
                    return read.getNumberOfGlyphs() > 0;
                } catch (IOException e) {
                    LOG.warn("embedded font", e);
                    return false;
                }
            }
        }
        PDFont other = PDFontFactory.createFont(font);
        return other == null || other.isEmbedded();
    }

    /**
     * Runs veraPDF for PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
     *
     * @return every rule that is broken, with the place; empty for a conforming document
     */
    public static List<Notice> verify(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        Set<Notice> broken = new LinkedHashSet<>();
        try (BrokenRules rules = new BrokenRules(pdf)) {
            verify(pdf, rules, broken);
        } catch (VeraPDFException | IOException e) {
            throw RenderingException.failed("rendering.pdf.unreadable", Place.NOWHERE)
                    .causedBy(e);
        }
        return List.copyOf(broken);
    }

    /** Reads and walks the document once for both standards: a third cheaper than once for each, with the same findings. */
    private static void verify(byte[] pdf, BrokenRules rules, Set<Notice> broken) throws VeraPDFException, IOException {
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ASMemoryInStream(pdf), PDFAFlavour.PDFA_2_A);
                PDFAValidator validator = StandardProfiles.validator()) {
            for (ValidationResult result : validator.validateAll(parser)) {
                PDFAFlavour standard = result.getPDFAFlavour();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (broken.size() < MOST_REPORTED) {
                        broken.add(rules.notice(standard, assertion));
                    }
                }
                if (!result.isCompliant() && broken.isEmpty()) {
                    broken.add(Notice.error("rendering.pdf.rule-broken", Place.NOWHERE, standard.toString(), "?"));
                }
            }
        }
    }
}

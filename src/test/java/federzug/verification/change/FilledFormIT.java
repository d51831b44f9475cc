package federzug.verification.change;

import static federzug.verification.change.FilledForms.entered;
import static federzug.verification.change.FilledForms.enteredInEmbeddedFont;
import static federzug.verification.change.FilledForms.line;
import static federzug.verification.change.FilledForms.list;
import static federzug.verification.change.FilledForms.numbers;
import static federzug.verification.change.FilledForms.showing;
import static federzug.verification.change.FilledForms.signatureField;
import static federzug.verification.change.FilledForms.switched;
import static federzug.verification.change.FilledForms.tickedWithLooks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.document.Digest;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.trust.status.TrustSource;
import federzug.verification.Attacks;
import federzug.verification.Expected;
import federzug.verification.Finding;
import federzug.verification.ForeignSpecimen;
import federzug.verification.SignedSpecimen;
import federzug.verification.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A field shows what is entered in it, or the check says that it does not: every kind of field, filled in rightly and
 * wrongly, with the signer trusted and not, with a time stamp on top, and with the matter known.
 */
class FilledFormIT {
    private static final COSName RICH = COSName.getPDFName("RV");
    private static ForeignSpecimen other;
    private static byte[] signed;
    private static byte[] known;
    private static Expected expected;
    /** The form itself as the text that was agreed. */
    private static Expected form;

    @BeforeAll
    static void sign() {
        other = new ForeignSpecimen(new SignedSpecimen());
        byte[] text = FilledForms.form();
        signed = other.sign(text, "raphael", ForeignSpecimen.plainly());
        byte[] closed = other.sign(FilledForms.form(), "raphael", ForeignSpecimen.plainly());
        PreparedPdf prepared = other.room.prepared(List.of("raphael"));
        form = new Expected(
                Digest.of(text),
                List.of(new Expected.Signer(
                        new SignatureField("Signature1", "raphael", ""), List.of("André Raphael"), "")),
                List.of());
        assertThat(other.room.verify(signed, form).word()).isEqualTo("VALID");
        known = other.room.store.bytes(other.room
                .signed(prepared, List.of("raphael"), Map.of())
                .content()
                .digest());
        expected = other.room.expected(prepared, List.of("raphael"));
        assertThat(other.verify(closed).word()).isEqualTo("VALID");
    }

    private static Map<String, Attacks.Change> honest() {
        Map<String, Attacks.Change> all = new LinkedHashMap<>();
        all.put("text", entered("Name", "Erika Muster", line("Erika Muster")));
        all.put("text with umlauts", entered("Name", "Müller-Lüdenscheidt", line("M\u00fcller-L\u00fcdenscheidt")));
        all.put(
                "text set to the right in pieces",
                entered(
                        "Name",
                        "Erika Muster",
                        "/Tx BMC BT /Helv 11 Tf 180 5 Td [(Er) -20 (ika) -280 (Muster)] TJ ET EMC"));
        all.put(
                "text on a coloured ground in a frame",
                entered(
                        "Name",
                        "Erika Muster",
                        "0.9 0.95 1 rg 0 0 250 20 re f 0 0 1 RG 0.5 0.5 249 19 re S " + line("Erika Muster")));
        all.put(
                "text with alignment and default look of its own",
                entered("Name", new COSString("Meier"), line("Meier"), field -> {
                    field.setInt(COSName.Q, 0);
                    field.setString(COSName.DA, "/Helv 10 Tf 0 g");
                    field.setInt("MaxLen", 40);
                }));
        all.put("text in an embedded font", enteredInEmbeddedFont("Name", "1200 Euro", "1200 Euro", "1200 Euro"));
        all.put("number by its format", entered("Betrag", "1234.5", line("1.234,50 \u0080")));
        all.put("number without its format", entered("Betrag", "1234.5", line("1234.5")));
        all.put(
                "several lines",
                entered(
                        "Text",
                        "Erste Zeile\rund die zweite, die weitergeht",
                        "/Tx BMC BT /Helv 11 Tf 2 47 Td (Erste Zeile) Tj 0 -13 Td (und die zweite, die) Tj 0 -13 Td"
                                + " (weitergeht) Tj ET EMC"));
        all.put(
                "comb",
                entered(
                        "Zeichen",
                        "A1B2",
                        "0.5 w 25 0 m 25 20 l S 50 0 m 50 20 l S 75 0 m 75 20 l S 100 0 m 100 20 l S 125 0 m 125 20 l"
                                + " S /Tx BMC BT /Helv 11 Tf 9 5 Td (A) Tj 25 0 Td (1) Tj 25 0 Td (B) Tj 25 0 Td (2) Tj ET"
                                + " EMC"));
        all.put("rich text", entered("Reich", new COSString("sehr gut"), line("sehr gut"), field -> {
            field.setString(RICH, "<?xml version=\"1.0\"?><body><p>sehr <b>gut</b></p></body>");
        }));
        all.put("choice by what is displayed for it", entered("Wahl", "z", line("zwei")));
        all.put("list", entered("Liste", new COSString("z"), list(1, "eins", "zwei", "drei"), field -> {
            field.setItem(COSName.I, numbers(1));
        }));
        all.put("tick", switched("Haken", "Ja", "Ja"));
        all.put(
                "tick drawn by the program that fills in",
                tickedWithLooks("q 0.5 0.5 14 14 re S 3 7 m 6 3 l 12 12 l S Q", "q 0.5 0.5 14 14 re S Q"));
        all.put("radio button", switched("Art", "b", "Off", "b"));
        all.put(
                "turned field",
                entered("Gedreht", "Erika", "/Tx BMC BT 0 g 0 1 -1 0 14 4 Tm /Helv 11 Tf (Erika) Tj ET EMC"));
        all.put("other fields drawn again", pdf -> {
            List<org.apache.pdfbox.cos.COSBase> changed = new java.util.ArrayList<>(
                    entered("Name", "Erika", line("Erika")).make(pdf));
            changed.addAll(entered("Text", new COSString(""), "/Tx BMC EMC", field -> field.removeItem(COSName.V))
                    .make(pdf));
            return changed;
        });
        all.put("the same value under the pointer", enteredWithAnother(COSName.R, "1000"));
        return all;
    }

    private static Map<String, Attacks.Change> contradicting() {
        Map<String, Attacks.Change> all = new LinkedHashMap<>();
        all.put("more than the value", entered("Name", "1", line("1.000.000 Euro")));
        all.put("less than the value", entered("Name", "1.000.000 Euro", line("1")));
        all.put("another text", entered("Name", "eins", line("zwei")));
        all.put("a number in another format", entered("Betrag", "1", line("1.000,00 \u0080")));
        all.put("a number without currency", entered("Betrag", "1000", line("1.000,00 Dollar")));
        all.put("nothing", entered("Name", "1000", "/Tx BMC EMC"));
        all.put("nothing at all", entered("Name", new COSString("1000"), "", field -> field.removeItem(COSName.AP)));
        all.put(
                "the value unseen, something else seen",
                entered("Name", "1", "BT 3 Tr /Helv 11 Tf 2 5 Td (1) Tj ET BT 0 Tr /Helv 11 Tf 2 5 Td (9000) Tj ET"));
        all.put("the value in white", entered("Name", "1000", "BT 1 g /Helv 11 Tf 2 5 Td (1000) Tj ET"));
        all.put(
                "the value covered and drawn over",
                entered("Name", "1000", line("1000") + " 1 g 0 0 250 20 re f 0 g 10 3 3 14 re f 20 3 3 14 re f"));
        all.put(
                "strokes beside the value",
                entered("Name", "1", line("1") + " 1 w 20 4 5 9 re S 30 4 5 9 re S 40 4 5 9 re S 50 4 5 9 re S"));
        all.put("the value outside", entered("Name", "1000", "BT /Helv 11 Tf 2 -30 Td (1000) Tj ET"));
        all.put("too small to read", entered("Name", "1000", "BT /Helv 1.5 Tf 2 5 Td (1000) Tj ET"));
        all.put(
                "a part too small to read",
                entered("Name", "1000", "BT /Helv 11 Tf 2 5 Td (1) Tj /Helv 1.5 Tf (000) Tj ET"));
        all.put(
                "glyphs over each other",
                entered("Name", "19", "BT /Helv 11 Tf 2 5 Td (1) Tj ET BT /Helv 11 Tf 2.5 5 Td (9) Tj ET"));
        all.put(
                "in another order than it is written",
                entered(
                        "Name",
                        "1900",
                        "BT /Helv 11 Tf 2 5 Td (9) Tj 12 0 Td (00) Tj -24 0 Td (1) Tj ET".replace("-24", "-6")));
        all.put("an embedded font that lies", enteredInEmbeddedFont("Name", "1200 Euro", "9800 Euro", "1200 Euro"));
        all.put(
                "a line too many",
                entered("Text", "eins", "BT /Helv 11 Tf 2 47 Td (eins) Tj 0 -13 Td (und zwei) Tj ET"));
        all.put("another comb", entered("Zeichen", "A1B2", "BT /Helv 11 Tf 9 5 Td (A) Tj 25 0 Td (9) Tj ET"));
        all.put("a rich text that says more", entered("Reich", new COSString("gut"), line("gut"), field -> {
            field.setString(RICH, "<body><p>gut und teuer</p></body>");
        }));
        all.put("another choice", entered("Wahl", "e", line("zwei")));
        all.put("a choice and more", entered("Wahl", "e", line("eins und 1000000 Euro")));
        all.put("a list with another one marked", entered("Liste", "e", list(1, "eins", "zwei", "drei")));
        all.put("a list with another option", entered("Liste", "e", list(0, "eins Million", "zwei", "drei")));
        all.put(
                "a list whose index says otherwise",
                entered("Liste", new COSString("e"), list(0, "eins", "zwei", "drei"), field -> {
                    field.setItem(COSName.I, numbers(2));
                }));
        all.put("text for a tick", tickedWithLooks("BT /Helv 4 Tf 1 5 Td (1000000) Tj ET", ""));
        all.put(
                "strokes for a tick",
                tickedWithLooks(
                        "1 w 1 5 m 1 9 l 3 5 m 3 9 l 5 5 m 5 9 l 7 5 m 7 9 l 9 5 m 9 9 l 11 5 m 11 9 l S 13 5 m 13 9 l"
                                + " 14 5 m 14 9 l S",
                        ""));
        all.put("a tick that is drawn as none", tickedWithLooks("0.5 0.5 14 14 re S", ""));
        all.put("a tick that is switched off", switched("Haken", "Ja", "Off"));
        all.put("a tick of a state that is not there", switched("Haken", "Nein", "Off"));
        all.put("another radio button", switched("Art", "b", "a", "Off"));
        all.put("both radio buttons", switched("Art", "b", "a", "b"));
        all.put("another value under the pointer", enteredWithAnother(COSName.R, "9000"));
        all.put("another value while pressed", enteredWithAnother(COSName.D, "9000"));
        return all;
    }

    private static Map<String, Attacks.Change> forbidden() {
        Map<String, Attacks.Change> all = new LinkedHashMap<>();
        all.put(
                "field-changed",
                entered("Knopf", new COSString(""), line("Hier drucken"), field -> field.removeItem(COSName.V)));
        all.put(
                "field-changed#2",
                entered("Name", new COSString(""), line("1000"), field -> field.removeItem(COSName.V)));
        all.put("field-changed#3", switched("Haken", "Off", "Ja"));
        all.put("field-changed#4", entered("Wahl", new COSString("e"), line("eins"), field -> {
            ((COSArray) field.getCOSArray(COSName.getPDFName("Opt")).get(0)).set(1, new COSString("eins"));
            field.getCOSArray(COSName.getPDFName("Opt")).add(new COSString("vier"));
        }));
        all.put("field-shows", signatureField(showing(COSName.N, line("Die Stadt zahlt alles."))));
        all.put("field-shows#2", signatureField(showing(COSName.N, "0.9 g 0 0 150 50 re f")));
        all.put("field-shows#3", signatureField(showing(COSName.D, line("Die Stadt zahlt alles."))));
        all.put("field-shows#4", signatureField(field -> {
            COSDictionary style = new COSDictionary();
            style.setString(COSName.CA, "Die Stadt zahlt alles.");
            field.setItem(COSName.MK, style);
        }));
        all.put("field-shows#5", signatureField(field -> {
            COSDictionary style = new COSDictionary();
            style.setItem(COSName.BG, numbers(1, 0, 0));
            field.setItem(COSName.MK, style);
        }));
        all.put("field-shows#6", signatureField(field -> field.setString(COSName.CONTENTS, "Die Stadt zahlt alles.")));
        return all;
    }

    private static Map<String, Attacks.Change> emptyFields() {
        Map<String, Attacks.Change> all = new LinkedHashMap<>();
        all.put("bare", signatureField(field -> {}));
        all.put("with an empty look", signatureField(showing(COSName.N, "q Q")));
        all.put("with a name that is spoken", signatureField(field -> {
            field.setString(COSName.getPDFName("TU"), "Unterschriftsfeld für Lutz Rodig");
            field.setItem(COSName.MK, new COSDictionary());
        }));
        return all;
    }

    /** Beside the look that shows the value: what is displayed while the pointer rests on the field. */
    private static Attacks.Change enteredWithAnother(COSName kind, String shown) {
        return entered("Name", new COSString("1000"), line("1000"), field -> {
            COSDictionary looks = field.getCOSDictionary(COSName.AP);
            showing(kind, line(shown)).accept(field);
            looks.setItem(kind, field.getCOSDictionary(COSName.AP).getItem(kind));
            field.setItem(COSName.AP, looks);
        });
    }

    @TestFactory
    Stream<DynamicTest> honestEntriesAreValid() {
        return honest().entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    byte[] filled = Attacks.incrementally(signed, one.getValue());
                    assertThat(codes(other.verify(filled))).allMatch(code -> code.contains(".allowed."));
                    assertThat(other.verify(filled).word()).isEqualTo("VALID");
                    byte[] stamped = other.extended(filled, SignatureLevel.PAdES_BASELINE_LTA);
                    assertThat(other.verify(stamped).word()).isEqualTo("VALID");
                    assertThat(codes(untrusted(filled))).allMatch(code -> code.contains(".allowed."));
                    assertForbiddenInAKnownMatter(filled);
                }));
    }

    @TestFactory
    Stream<DynamicTest> emptySignatureFieldsAreValid() {
        return emptyFields().entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    byte[] added = Attacks.incrementally(signed, one.getValue());
                    assertThat(codes(other.verify(added))).containsExactly("verification.allowed.field-added");
                    assertThat(other.verify(added).word()).isEqualTo("VALID");
                }));
    }

    @TestFactory
    Stream<DynamicTest> aLookThatContradictsTheValueIsNamed() {
        return contradicting().entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    byte[] filled = Attacks.incrementally(signed, one.getValue());
                    assertNamed(filled, "UNDECIDED", "verification.doubtful.field-(contradicting|unreadable)");
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatNobodyAllowedIsInvalid() {
        return forbidden().entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    byte[] filled = Attacks.incrementally(signed, one.getValue());
                    assertNamed(
                            filled,
                            "INVALID",
                            "verification.change." + one.getKey().replaceAll("#.*", ""));
                }));
    }

    /** A viewer that draws the values itself would show them to nobody: white, or in letters of one point. */
    @TestFactory
    Stream<DynamicTest> aValueThatViewersWouldDrawForNobody() {
        return Stream.of("/Helv 11 Tf 1 g", "/Helv 1 Tf 0 g", "/Helv 11 Tf 1 1 0.9 rg", "0 0 0 0 k /Helv 11 Tf")
                .map(look -> dynamicTest(look, () -> {
                    Verdict verdict = other.verify(Attacks.incrementally(signed, enteredAndDrawnBy(look)));
                    assertThat(codes(verdict)).contains("verification.doubtful.form-redrawn");
                    assertThat(verdict.word()).isEqualTo("UNDECIDED");
                }));
    }

    @Test
    void aValueThatViewersWouldDrawInAnotherColourIsValid() {
        byte[] file = Attacks.incrementally(signed, enteredAndDrawnBy("/Helv 0 Tf 0 0 0.4 rg"));
        assertThat(other.verify(file).word()).isEqualTo("VALID");
    }

    /** Digits and letters of another alphabet under the name of the font that the field asks for. */
    @Test
    void aFontThatIsExchangedUnderItsName() {
        Attacks.Change exchanged = pdf -> {
            List<COSBase> changed =
                    new ArrayList<>(enteredAndDrawnBy("/Helv 9 Tf 0 g").make(pdf));
            COSDictionary font = new COSDictionary();
            font.setItem(COSName.TYPE, COSName.FONT);
            font.setItem(COSName.SUBTYPE, COSName.TYPE1);
            font.setName(COSName.BASE_FONT, "ZapfDingbats");
            COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
            COSDictionary fonts = new COSDictionary();
            fonts.setItem(COSName.HELV, font);
            COSDictionary resources = new COSDictionary();
            resources.setItem(COSName.FONT, fonts);
            form.setItem(COSName.DR, resources);
            return changed;
        };
        Verdict verdict = other.verify(Attacks.incrementally(signed, exchanged));
        assertThat(codes(verdict)).contains("verification.doubtful.form-redrawn");
        assertThat(verdict.isValid()).isFalse();
    }

    private static Attacks.Change enteredAndDrawnBy(String look) {
        return pdf -> {
            COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
            form.setBoolean(COSName.getPDFName("NeedAppearances"), true);
            List<COSBase> changed = new ArrayList<>(entered("Name", new COSString("Meier"), line("Meier"), field -> {
                        field.setString(COSName.DA, look);
                    })
                    .make(pdf));
            changed.add(form);
            return changed;
        };
    }

    /** In a document of ours nothing may be added at all, whatever it looks like. */
    @TestFactory
    Stream<DynamicTest> whatIsSpokenOrShownByAFieldInADocumentOfOurs() {
        Map<String, Attacks.Change> all = new LinkedHashMap<>(emptyFields());
        forbidden().forEach((name, change) -> {
            if (name.startsWith("field-shows")) {
                all.put(name, change);
            }
        });
        return all.entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    Verdict verdict = other.room.verify(Attacks.incrementally(known, one.getValue()), expected);
                    assertThat(verdict.word()).isEqualTo("INVALID");
                    assertThat(codes(verdict)).contains("verification.change.field-added");
                }));
    }

    private static void assertNamed(byte[] file, String word, String code) {
        Verdict verdict = other.verify(file);
        assertThat(codes(verdict)).as("%s", verdict.examination().changes()).anyMatch(one -> one.matches(code));
        assertThat(verdict.word()).isEqualTo(word);
        assertThat(codes(verdict)).doesNotContain("verification.allowed.field-filled");
        Verdict stamped = other.verify(other.extended(file, SignatureLevel.PAdES_BASELINE_LTA));
        assertThat(codes(stamped)).anyMatch(one -> one.matches(code));
        assertThat(stamped.word()).isEqualTo(word);
        assertThat(codes(untrusted(file))).anyMatch(one -> one.matches(code));
        assertForbiddenInAKnownMatter(file);
    }

    private static void assertForbiddenInAKnownMatter(byte[] file) {
        Verdict verdict = other.room.verify(file, form);
        assertThat(verdict.word()).isEqualTo("INVALID");
        assertThat(codes(verdict))
                .contains("verification.change.uncovered")
                .anyMatch(code -> code.matches("verification.change.(field|form).*"));
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(contradicting().size() + forbidden().size()).isGreaterThanOrEqualTo(40);
        assertThat(honest().size() + emptyFields().size()).isGreaterThanOrEqualTo(20);
    }

    private static Verdict untrusted(byte[] file) {
        var content = other.room.store.put("antrag.pdf", file);
        return other.room.verification.verify(
                new SealedPdf(content, content.digest()), Expected.NOTHING, TrustSource.EU);
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.examination().findings().stream()
                .filter(Finding::isChange)
                .map(finding -> finding.notice().code())
                .toList();
    }
}

package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.notice.Texts;
import federzug.rendering.RenderingException;
import federzug.rendering.docx.FontChoice;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.PrintComparison;
import federzug.rendering.manuscript.PrintedLine;
import federzug.rendering.manuscript.PrintedLines;
import federzug.testkit.RenderingDocx;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two drafts print differently, and what cannot be read in a draft that is to be signed. */
class PrintComparisonTest {
    private static final String NUMBERING = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">"
            + "<w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"§ %1\"/></w:lvl></w:abstractNum>"
            + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>";

    private static final String SECTION = "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar"
            + " w:top=\"1418\" w:right=\"1418\" w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\""
            + " w:gutter=\"0\"/>|</w:sectPr></w:pPr></w:p>";

    private static String item(String text) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" + text
                + "</w:t></w:r></w:p>";
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String p(String content) {
        return "<w:p>" + content + "</w:p>";
    }

    private static RenderingDocx docx(String body) {
        return withBody(body).with("numbering", "numbering", NUMBERING);
    }

    private static Manuscript read(RenderingDocx docx, boolean signed) {
        return DocxReader.read(
                "a.docx", docx.bytes(), "Titel", List.of(), signed, Clock.systemUTC(), FontChoice.DELIVERED);
    }

    private static List<String> changes(RenderingDocx before, RenderingDocx after) {
        return PrintComparison.between(read(before, false), read(after, false)).stream()
                .map(change -> change.kind() + " " + change.part() + " " + change.paragraph() + ": " + change.before()
                        + (change.before().isEmpty() || change.after().isEmpty() ? "" : " => ") + change.after())
                .toList();
    }

    private static List<String> changes(String before, String after) {
        return changes(docx(before), docx(after));
    }

    private static List<String> refused(String body) {
        return catchThrowableOfType(RenderingException.class, () -> read(docx(body), true)).notices().stream()
                .map(notice -> notice.code().replace("rendering.draft.", "") + " "
                        + notice.place().within() + " " + notice.arguments())
                .toList();
    }

    @Test
    void theSameTextInOtherRunsIsNoDifference() {
        String body = paragraph("Eins zwei drei") + item("Ziel") + styled("berschrift1", "Kopf");
        assertThat(changes(body, body)).isEmpty();
        assertThat(changes(
                        body,
                        p(run("<w:color w:val=\"000000\"/>", "Eins ")
                                        + run("<w:color w:val=\"auto\"/>", "zwei\u00a0")
                                        + run("", "dr\u00adei"))
                                + p("")
                                + item("Ziel")
                                + styled("berschrift1", "Kopf")))
                .isEmpty();
    }

    @Test
    void wordsThatAreAddedChangedMovedAndGoneAreListed() {
        assertThat(changes(
                        paragraph("a") + paragraph("b") + paragraph("c") + paragraph("d"),
                        paragraph("neu") + paragraph("a") + paragraph("c, doch") + paragraph("d")))
                .containsExactly("ADDED BODY 1: neu", "CHANGED BODY 3: b => c, doch", "REMOVED BODY 3: c");
        assertThat(changes(
                        paragraph("a") + paragraph("b") + paragraph("c"),
                        paragraph("b") + paragraph("c") + paragraph("a")))
                .containsExactly("MOVED BODY 3: a => a");
    }

    @Test
    void aNumberThatIsOtherThanBeforeIsADifference() {
        String body = item("Gegenstand") + item("Dauer");
        assertThat(changes(
                        docx(body),
                        withBody(body).with("numbering", "numbering", NUMBERING.replace("§ %1", "§ %1 (ohne Gewähr)"))))
                .containsExactly(
                        "CHANGED BODY 1: § 1 Gegenstand => § 1 (ohne Gewähr) Gegenstand",
                        "CHANGED BODY 2: § 2 Dauer => § 2 (ohne Gewähr) Dauer");
        assertThat(changes(
                        docx(body),
                        withBody(body)
                                .with(
                                        "numbering",
                                        "numbering",
                                        NUMBERING.replace("w:start w:val=\"1\"", "w:start w:val=\"4\""))))
                .contains("CHANGED BODY 1: § 1 Gegenstand => § 4 Gegenstand");
        assertThat(changes(body, paragraph("Gegenstand") + item("Dauer")))
                .containsExactly(
                        "CHANGED BODY 1: § 1 Gegenstand => Gegenstand",
                        "LOOK BODY 1: „Gegenstand“: bisher nummerierter Absatz der Ebene 1, neu gewöhnlicher Absatz",
                        "CHANGED BODY 2: § 2 Dauer => § 1 Dauer");
    }

    @Test
    void howWordsArePrintedIsCompared() {
        String before = p(run("", "Es besteht ") + run("", "kein") + run("", " Anspruch"));
        assertThat(changes(before, p(run("", "Es besteht ") + run("<w:strike/><w:b/>", "kein") + run("", " Anspruch"))))
                .containsExactly("LOOK BODY 1: „kein“: jetzt fett; jetzt durchgestrichen");
        assertThat(changes(before, p(run("", "Es besteht ") + run("<w:sz w:val=\"2\"/>", "kein Anspruch"))))
                .containsExactly("LOOK BODY 1: „kein Anspruch“: Größe bisher 11, neu 1 Punkt");
        assertThat(changes(before, p(run("<w:color w:val=\"FFFFFF\"/>", "Es besteht kein Anspruch"))))
                .containsExactly("LOOK BODY 1: „Es besteht kein Anspruch“: Farbe bisher #000000, neu #FFFFFF");
        assertThat(changes(before, p(run("", "Es besteht ") + run("<w:vanish/>", "kein") + run("", " Anspruch"))))
                .containsExactly("CHANGED BODY 1: Es besteht kein Anspruch => Es besteht Anspruch");
        assertThat(changes(
                        styled("berschrift1", "Kopf"),
                        styled("berschrift2", "Kopf").replace("berschrift2", "x")))
                .containsExactly("LOOK BODY 1: „Kopf“: bisher Überschrift der Ebene 1, neu gewöhnlicher Absatz");
    }

    @Test
    void pagesHeadersAndLinksAreCompared() {
        RenderingDocx one = docx(paragraph("a")).related("ziel", "hyperlink", "https://www.sachsen.de/", true);
        String end =
                "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdkopf\"/><w:pgSz w:w=\"11906\""
                        + " w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1134\" w:left=\"1418\""
                        + " w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:pPr></w:p>";
        assertThat(changes(
                        docx(paragraph("a") + end).header(paragraph("Kopf")),
                        docx(paragraph("a") + end.replace("w:left=\"1418\"", "w:left=\"4000\""))
                                .header(paragraph("Kopf neu"))))
                .containsExactly("LOOK PAGE 0: Rand links bisher 25, neu 71 mm", "CHANGED HEADER 1: Kopf => Kopf neu");
        String link = p("<w:hyperlink r:id=\"rIdziel\">" + run("", "Land") + "</w:hyperlink>");
        assertThat(changes(
                        docx(link).related("ziel", "hyperlink", "https://www.sachsen.de/", true),
                        docx(link).related("ziel", "hyperlink", "https://boese.example/", true)))
                .containsExactly("LOOK BODY 1: „Land“: Verweis bisher auf https://www.sachsen.de/, neu auf"
                        + " https://boese.example/");
        assertThat(one).isNotNull();
        assertThat(changes(
                        paragraph("a") + paragraph("b"),
                        paragraph("a") + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>" + run("", "b") + "</w:p>"))
                .containsExactly("LOOK BODY 2: „b“ beginnt jetzt auf einer neuen Seite.");
    }

    @Test
    void whereWordsStandIsCompared() {
        String before = p(run("", "Es besteht ") + run("", "kein") + run("", " Anspruch"));
        assertThat(changes(
                        before,
                        p(run("", "Es besteht ")
                                + run("<w:position w:val=\"-24\"/><w:spacing w:val=\"40\"/>", "kein")
                                + run("", " Anspruch"))))
                .containsExactly(
                        "LOOK BODY 1: „kein“: Höherstellung bisher 0, neu -12 Punkt; Zeichenabstand bisher 0, neu 2 Punkt");
        assertThat(changes(
                        paragraph("oben") + before,
                        paragraph("oben")
                                + paragraph("").repeat(6)
                                + before.replace(
                                        "<w:p>",
                                        "<w:p><w:pPr><w:ind w:left=\"1701\"/><w:jc w:val=\"right\"/></w:pPr>")))
                .containsExactly(
                        "LOOK BODY 8: „Es besteht kein Anspruch“: jetzt rechtsbündig; Einzug links bisher 0, neu 30"
                                + " mm; freier Raum darüber bisher 0, neu 27 mm");
        assertThat(changes(
                        before,
                        before.replace(
                                "<w:p>", "<w:p><w:pPr><w:spacing w:before=\"60\"/><w:jc w:val=\"both\"/></w:pPr>")))
                .isEmpty();
        assertThat(changes(
                        before + SECTION.replace("|", ""),
                        before + SECTION.replace("\"709\"", "\"0\"").replace("|", "<w:titlePg/>")))
                .isEmpty();
        String headed =
                before + SECTION.replace("<w:pgSz", "<w:headerReference w:type=\"default\" r:id=\"rIdkopf\"/><w:pgSz");
        assertThat(changes(
                        docx(headed.replace("|", "")).header(paragraph("Kopf")),
                        docx(headed.replace("\"709\"", "\"0\"").replace("|", "<w:cols w:num=\"2\"/><w:titlePg/>"))
                                .header(paragraph("Kopf"))))
                .containsExactly(
                        "LOOK PAGE 0: Spalten bisher 1, neu 2",
                        "LOOK PAGE 0: Abstand der Kopfzeile vom Rand bisher 13, neu 0 mm",
                        "LOOK PAGE 0: Die erste Seite hat jetzt eigene Kopf- und Fußzeilen oder keine.");
    }

    @Test
    void whereAndHowLargeABoxIsPaintedIsCompared() {
        String box = p("<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\""
                + " relativeHeight=\"5\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\""
                + " allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH"
                + " relativeFrom=\"page\"><wp:posOffset>720000</wp:posOffset></wp:positionH><wp:positionV"
                + " relativeFrom=\"page\"><wp:posOffset>360000</wp:posOffset></wp:positionV><wp:extent"
                + " cx=\"1800000\" cy=\"720000\"/><wp:wrapNone/><wp:docPr id=\"6\" name=\"x\"/><a:graphic"
                + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData"
                + " uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp"
                + " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:cNvSpPr"
                + " txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"1800000\""
                + " cy=\"720000\"/></a:xfrm><a:prstGeom"
                + " prst=\"rect\"/></wps:spPr><wps:txbx><w:txbxContent>" + paragraph("Im Feld")
                + "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
                + "</w:drawing></w:r>" + run("", "Text"));
        assertThat(changes(box, box.replace(">360000<", ">370000<"))).isEmpty();
        assertThat(changes(box, box.replace(">360000<", ">3600000<").replace("cx=\"1800000\"", "cx=\"360000\"")))
                .containsExactly(
                        "LOOK BODY 1: Textfeld oder Rahmen: stand bisher 20 mm von links und 10 mm von oben, neu"
                                + " 20 und 100 mm; Größe bisher 50 × 20, neu 10 × 20 mm");
        assertThat(changes(
                        box,
                        box.replace("behindDoc=\"0\"", "behindDoc=\"1\"")
                                .replace("<a:xfrm>", "<a:xfrm rot=\"10800000\">")))
                .containsExactly("LOOK BODY 1: Textfeld oder Rahmen: um 180 Grad gedreht; jetzt hinter dem Text");
        String moved = box.replace(">360000<", ">3600000<");
        assertThat(changes(box + box, box + moved + box))
                .containsExactly(
                        "ADDED BODY 1: Im Feld",
                        "ADDED BODY 3: Text",
                        "LOOK PAGE 0: Zahl der Textfelder und Rahmen bisher 2, neu 3");
        assertThat(changes(box + box, box + moved))
                .containsExactly(
                        "LOOK BODY 2: Textfeld oder Rahmen: stand bisher 20 mm von links und 10 mm von oben, neu"
                                + " 20 und 100 mm");
        assertThat(changes(box, p(run("", "Text"))))
                .contains("LOOK PAGE 0: Zahl der Textfelder und Rahmen bisher 1, neu 0");
    }

    @Test
    void aCharacterThatLooksLikeAnotherIsNamedByItsNumber() {
        assertThat(changes(paragraph("nicht"), paragraph("ni\u0441ht")))
                .containsExactly("CHANGED BODY 1: nicht => ni\u0441[U+0441]ht");
        assertThat(changes(paragraph("100"), paragraph("10\u200d0")))
                .containsExactly("CHANGED BODY 1: 100 => 10\u200d[U+200D]0");
        assertThat(changes(paragraph("Größe é – 1"), paragraph("Größe è – 2")))
                .containsExactly("CHANGED BODY 1: Größe é – 1 => Größe è – 2");
    }

    @Test
    void whatCannotBeReadInWhatIsSignedIsRefusedByName() {
        assertThat(refused(paragraph("vor") + p(run("", "ist ") + run("<w:vanish/>", "nicht") + run("", " frei"))))
                .containsExactly("hidden-text Absatz 2: „ist nicht frei“ [nicht]");
        assertThat(refused(p(run("<w:color w:val=\"FEFEFE\"/>", "weiß"))))
                .containsExactly("invisible-text Absatz 1: „weiß“ [weiß]");
        assertThat(refused(p(run("<w:color w:val=\"FFFF00\"/><w:highlight w:val=\"yellow\"/>", "gelb"))))
                .containsExactly("invisible-text Absatz 1: „gelb“ [gelb]");
        assertThat(refused(p(run("<w:sz w:val=\"2\"/>", "klein"))))
                .containsExactly("tiny-text Absatz 1: „klein“ [klein, 1.0]");
        assertThat(refused(p(run("<w:spacing w:val=\"-200\"/>", "eng"))))
                .containsExactly("squeezed-text Absatz 1: „eng“ [eng]");
        assertThat(refused(paragraph("Zeile darüber")
                        + "<w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"exact\"/></w:pPr>"
                        + run("<w:position w:val=\"24\"/>", "darauf") + "</w:p>"))
                .containsExactly("squeezed-text Absatz 2: „darauf“ [darauf]");
        assertThat(refused("<w:p><w:pPr><w:spacing w:line=\"60\" w:lineRule=\"auto\"/></w:pPr>" + run("", "eine Zeile")
                        + "</w:p>"))
                .containsExactly("squeezed-text Absatz 1: „eine Zeile“ [eine Zeile]");
        assertThat(refused(p(run("<w:dstrike/>", "gilt nicht"))))
                .containsExactly("struck-text Absatz 1: „gilt nicht“ [gilt nicht]");
        assertThat(refused(p("<w:r><w:t>zahlt \u2067001\u2069 Euro</w:t></w:r>"))
                        .get(0))
                .startsWith("right-to-left Absatz 1");
        String row =
                "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:trPr><w:hidden/></w:trPr>"
                        + "<w:tc><w:tcPr/>" + p(run("", "100 Euro")) + "</w:tc></w:tr></w:tbl>";
        assertThat(refused(row)).containsExactly("hidden-row Absatz 1: „100 Euro“ []");
        assertThat(refused(row.replace("<w:trPr><w:hidden/></w:trPr>", "").replace("2000", "200")))
                .containsExactly("narrow Absatz 1: „100 Euro“ []");
        String cell = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:shd"
                + " w:val=\"clear\" w:fill=\"1F5C3F\"/></w:tcPr>" + p(run("<w:color w:val=\"1F5C3F\"/>", "grün"))
                + "</w:tc></w:tr></w:tbl>";
        assertThat(refused(cell)).containsExactly("invisible-text Absatz 1: „grün“ [grün]");
    }

    @Test
    void whatIsReadableIsNoFinding() {
        String cell = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:shd"
                + " w:val=\"clear\""
                + " w:fill=\"1F5C3F\"/></w:tcPr>" + p(run("<w:color w:val=\"FFFFFF\"/>", "weiß auf grün"))
                + "</w:tc></w:tr></w:tbl>";
        Manuscript read = read(
                docx(cell
                        + p(run("<w:color w:val=\"767676\"/><w:sz w:val=\"10\"/>", "grau") + run("<w:vanish/>", " "))
                        + p("<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar"
                                + " w:fldCharType=\"begin\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:instrText>"
                                + " SEQ a \\h </w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar"
                                + " w:fldCharType=\"end\"/></w:r>" + run("", "danach"))),
                true);
        assertThat(PrintedLines.of(read))
                .extracting(PrintedLine::text)
                .containsExactly("weiß auf grün", "grau", "danach");
    }

    @Test
    void paleTextIsRemarkedOnceAParagraphAndLargeTextMayBePaler() {
        assertThat(read(
                                docx(p(run("<w:color w:val=\"999999\"/>", "blass")
                                                + run("<w:color w:val=\"AAAAAA\"/>", "noch blasser"))
                                        + p(run("<w:color w:val=\"949494\"/><w:sz w:val=\"36\"/>", "groß"))
                                        + p(run("<w:color w:val=\"767676\"/>", "dunkel genug"))),
                                true)
                        .remarks())
                .extracting(notice -> notice.code() + " " + Texts.german().text(notice))
                .singleElement()
                .asString()
                .startsWith(
                        "rendering.draft.pale-text Der Text „blass“ ist blass: Sein Kontrast zum Hintergrund ist 2,8");
    }

    @Test
    void automaticColourIsWhiteOnADarkGround() {
        Manuscript read =
                read(docx(p("<w:pPr><w:shd w:val=\"clear\" w:fill=\"000080\"/></w:pPr>" + run("", "dunkel"))), true);
        assertThat(PrintedLines.of(read).get(0).spans().get(0).look().color()).isEqualTo("#FFFFFF");
    }
}

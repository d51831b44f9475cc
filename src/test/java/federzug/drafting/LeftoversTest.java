package federzug.drafting;

import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.r;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A $\u200b{kommune.name} .",
                "B $ {kommune.name} .",
                "C $(kommune.name) .",
                "C2 $[kommune.name] .",
                "D {kommune.name} .",
                "D2 {kommune.name | lang} .",
                "D3 { Name } .",
                "F Crimmitschau} .",
                "F2 {Crimmitschau .",
                "G €{kommune.name} .",
                "I <kommune.name> .",
                "I2 <Name der Stadt> .",
                "L #je person in unterzeichnende .",
                "L2 #wenn anlagen",
                "M Crimmitschau {/je} .",
                "M2 {#wenn x}",
                "{{name}}",
                "«Anrede» «Nach_Name»",
                "kom\u00admune {kom\u00admune.na\u2060me}",
                "**fett**",
                "Beginn &nbsp; Ende",
                "der XXX GmbH",
                "die [[Gemeinde]] .",
                "die %GEMEINDE% .",
                "@@ort@@",
                "am #datum# .",
                "die $GEMEINDE .",
                "die \\$\\{name\\} .",
                "die $\uff5bname\uff5d .",
                "{% if x %}",
                "< Name der Kommune >",
                "Frist: TBD",
                "Summe #BEZUG!",
            })
    void findsWhatNobodyFills(String text) {
        assertThat(Leftovers.placeholders(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "J [Ort eintragen] .",
                "[bitte ergänzen]",
                "[Name der Stadt], vertreten durch [Funktion]",
                "[●]",
                "am ____ in ______",
                "Ort, Datum ..........",
                "gezahlt werden … … …………",
                "am xx.xx.2026",
                "im Jahr 20XX",
                "TT.MM.JJJJ",
                "N Klicken oder tippen Sie hier, um Text einzugeben.",
                "Klicken oder tippen Sie, um ein Datum einzugeben.",
                "Wählen Sie ein Element aus.",
                "Click or tap here to enter text.",
                "P Fehler! Verweisquelle konnte nicht gefunden werden. .",
                "Fehler! Textmarke nicht definiert.",
                "Error! Reference source not found.",
                "Er sagte: '''Das ist gut.'''",
                "Betrag ???",
                "Nichtzutreffendes streichen",
                "am x.x.2026",
                "dd.mm.yyyy",
                "Ort _ _ _ _ Datum",
                "(bitte ergänzen)",
                "(Datum einfügen)",
                "[Anzahl] Personen",
                "Geben Sie hier einen Titel ein",
            })
    void findsWhatIsStillToBeFilledIn(String text) {
        assertThat(Leftovers.toFill(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "US$ 5 oder 5 $ je Tag",
                "eine 80 %ige Förderung und 20 % Eigenanteil",
                "#Sicherheit #Ordnung",
                "Preis 100%, Rabatt 5%",
                "§ 3 (2) Satz 1 [sic] gilt {in der Fassung vom 1. Mai 2026} (siehe Anlage 1).",
                "500 € (brutto), 20 $ (etwa 18 €), 3 % {netto gerechnet}",
                "[…] und [...] und [1], [Anm. d. Red.], [Stadt Leipzig], [ ] ja [x] nein",
                "wenn a < b und c > d, dann x < y",
                "Poststelle <poststelle@lpr.example>, <https://www.sachsen.de/>",
                "»Gut« und »besser« – „so“ und «so nicht ganz»",
                "Menge {1, 2, 3}, {x}, je Einwohner, und/je Stadt, Raum #12, C# und F#",
                "Inhalt ............ 7",
                "Kapitel XX, Heinrich XX., 1. XX",
                "Warum? Wozu?? Ach so … dann.",
                "Er rief: „Fehler!“ und ging.",
                "Die Angaben sind einzutragen und zu ergänzen (bitte auswählen).",
                "ASSKomm_2021, a_b, Nr. 3_4",
                "O'Neill's und ''zwei''",
            })
    void ordinaryBracketsAndMarksAreNone(String text) {
        assertThat(Leftovers.placeholders(text)).isEmpty();
        assertThat(Leftovers.toFill(text)).isEmpty();
    }

    @Test
    void aTemplateIsWarnedOfEachWithItsPlace() throws IOException {
        String prompt = "<w:p>" + r("N ", "") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                + r("Ort nennen", "") + "</w:sdtContent></w:sdt></w:p>";
        List<Notice> notices = check("Gut ${kommune.name}.", "D {kommune.name}", "[Ort eintragen]", prompt);
        assertThat(notices)
                .filteredOn(notice -> notice.code().startsWith("drafting.consistency."))
                .extracting(notice -> notice.severity() + " " + notice.place().within() + " " + notice.arguments())
                .containsExactly(
                        "WARNING Absatz 2: „D {kommune.name}“ [{kommune.name}]",
                        "WARNING Absatz 3: „[Ort eintragen]“ [[Ort eintragen]]",
                        "WARNING Absatz 4: „N Ort nennen“ [Ort nennen]");
    }

    @Test
    void aPromptThatHoldsAPlaceholderIsFilledAndNoLeftover() throws IOException {
        String prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("${kommune.name}")
                + "</w:sdtContent></w:sdt>";
        assertThat(check(prompt))
                .filteredOn(n -> n.code().startsWith("drafting.consistency."))
                .isEmpty();
    }

    @Test
    void aPromptIsPartOfWhatADraftSays() {
        String prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Ort nennen")
                + "</w:sdtContent></w:sdt>";
        assertThat(DraftText.of("a.docx", WordFile.of("Text", prompt).bytes()).lines())
                .extracting(DraftText.Line::prompt)
                .containsExactly("", "Ort nennen");
    }

    private List<Notice> check(String... blocks) throws IOException {
        Path file = folder.resolve("vorlage.docx");
        Files.write(file, WordFile.of(blocks).bytes());
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), new InMemoryDocumentStore())
                .check(file);
    }
}

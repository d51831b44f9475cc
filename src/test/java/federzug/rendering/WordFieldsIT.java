package federzug.rendering;

import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.RenderingDocx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Word's fields one by one: shown with their value, or refused by name with what Word shows. */
class WordFieldsIT {
    private static String field(String instruction, String result) {
        return begin("") + code(instruction) + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>" + result
                + "</w:t></w:r>" + end();
    }

    private static String begin(String data) {
        return "<w:r><w:fldChar w:fldCharType=\"begin\">" + data + "</w:fldChar></w:r>";
    }

    private static String code(String instruction) {
        return "<w:r><w:instrText xml:space=\"preserve\"> " + instruction + " </w:instrText></w:r>";
    }

    private static String end() {
        return "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    }

    private static RenderingDocx with(String field) {
        return withBody("<w:p><w:r><w:t>[</w:t></w:r>" + field + "<w:r><w:t>]</w:t></w:r></w:p>");
    }

    private static String shown(String field) {
        return ProvenRendering.of(with(field)).text().strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "FILENAME \\p \\* MERGEFORMAT | alt.docx | [vorlage.docx]",
                "XE \"Vertrag\" | '' | []",
                "SET betrag 17 | '' | []",
                "QUOTE \"wie gesagt\" | wie gesagt | [wie gesagt]",
                "IF 3 > 2 \"mehr\" \"weniger\" | weniger | [mehr]",
                "IF 10 > 9 \"mehr\" \"weniger\" | weniger | [mehr]",
                "IF \"Sachsen\" = \"Sach*\" \"ja\" \"nein\" | nein | [ja]",
                "IF \"a\" <> \"a\" \"ja\" | ja | []",
                "IF „a“ = „a“ „ja“ „nein“ | nein | [ja]",
                "SYMBOL 183 \\f \"Symbol\" \\s 10 | x | [•]",
                "SYMBOL 8364 \\u \\f Arial | x | [€]",
                "SYMBOL 128 \\f Arial | x | [€]",
                "PRINTDATE \\@ \"dd.MM.yyyy\" | 01.02.2020 | [01.02.2020]",
                "'' | frei | [frei]",
            })
    void aFieldShowsItsValue(String instruction, String result, String shown) {
        assertThat(shown(field(instruction.replace("<", "&lt;"), result))).isEqualTo(shown);
    }

    @Test
    void aFieldInsideAConditionGivesItsValue() {
        String outer = begin("") + code("IF") + field("TITLE", "alt") + code("= \"Vertrag\" \"ja\" \"nein\"")
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>nein</w:t></w:r>" + end();
        assertThat(ProvenRendering.of(with(outer).titled("Vertrag")).text().strip())
                .isEqualTo("[ja]");
        assertThat(ProvenRendering.of(with(outer).titled("Satzung")).text().strip())
                .isEqualTo("[nein]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "<w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Herr\"/><w:listEntry"
                        + " w:val=\"Frau\"/></w:ddList></w:ffData> | FORMDROPDOWN | [Frau]",
                "<w:ffData><w:ddList><w:default w:val=\"1\"/><w:listEntry w:val=\"Herr\"/><w:listEntry"
                        + " w:val=\"Frau\"/></w:ddList></w:ffData> | FORMDROPDOWN | [Frau]",
                "<w:ffData><w:ddList><w:listEntry w:val=\"Herr\"/><w:listEntry w:val=\"Frau\"/></w:ddList></w:ffData>"
                        + " | FORMDROPDOWN | [Herr]",
                "<w:ffData><w:ddList><w:result w:val=\"9\"/></w:ddList></w:ffData> | FORMDROPDOWN | []",
                "<w:ffData><w:textInput><w:default w:val=\"Pirna\"/></w:textInput></w:ffData> | FORMTEXT | [Pirna]",
            })
    void aFormFieldShowsItsValue(String data, String kind, String shown) {
        ProvenRendering made = ProvenRendering.of(with(begin(data) + code(kind) + end()));
        assertThat(made.text().strip()).isEqualTo(shown);
        assertThat(made.remarks()).singleElement().asString().contains("Formularfelder stehen mit ihrem jetzigen Wert");
    }

    @Test
    void aFilledFormTextMayRunOverParagraphs() {
        String data = "<w:ffData><w:textInput><w:default w:val=\"leer\"/></w:textInput></w:ffData>";
        ProvenRendering made = ProvenRendering.of(withBody("<w:p>" + begin(data) + code("FORMTEXT")
                + "<w:r><w:fldChar"
                + " w:fldCharType=\"separate\"/></w:r><w:r><w:t>eins</w:t></w:r></w:p><w:p><w:r><w:t>zwei</w:t></w:r>"
                + end() + "</w:p>"));
        assertThat(made.text()).isEqualTo("einszwei");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MERGEFIELD \"Straße & Ort\" \\* MERGEFORMAT | Seriendruckfeld „Straße & Ort“ wird nicht gefüllt; Word"
                        + " zeigt dort „alt“ | ${strasse_ort}",
                "MERGEFIELD =mandant.name | Seriendruckfeld „=mandant.name“ | ${mandant.name}",
                "NUMWORDS | Das Feld „NUMWORDS“ wird nicht unterstützt. Word zeigt dort „alt“ | Strg+Umschalt+F9",
                "= 3 + 4 | Das Feld „=“ wird nicht unterstützt. Word zeigt dort „alt“ | Text",
                "IF a b c | Das Feld „IF“ | „alt“",
            })
    void aFieldThatCannotBeShownIsNamedWithWhatWordShows(String instruction, String named, String advice) {
        String escaped = instruction.replace("&", "&amp;");
        assertThat(ProvenRendering.refusal(with(field(escaped, "alt"))))
                .singleElement()
                .asString()
                .startsWith("vorlage.docx, Absatz 1: „[alt]“: ")
                .contains(named)
                .contains(advice);
    }

    @Test
    void aConditionOnAMergeFieldIsRefusedForTheMergeFieldAlone() {
        String condition = begin("") + code("IF") + field("MERGEFIELD Anrede", "Herr") + code("= \"Herr\" \"r\" \"\"")
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>r</w:t></w:r>" + end();
        assertThat(ProvenRendering.refusal(with(condition)))
                .singleElement()
                .asString()
                .contains("Seriendruckfeld „Anrede“");
    }
}

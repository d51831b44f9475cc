package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlternativesTest {
    private static final String ROOT = "<w:p xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
            + " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
            + " xmlns:wp14=\"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing\">";

    private static String chosen(String inside) {
        String whole = Alternatives.chosen(ROOT + inside + "</w:p>");
        return whole.substring(ROOT.length(), whole.length() - "</w:p>".length());
    }

    private static String alternatives(String requires, String choice, String fallback) {
        return "<mc:AlternateContent><mc:Choice Requires=\"" + requires + "\">" + choice + "</mc:Choice><mc:Fallback>"
                + fallback + "</mc:Fallback></mc:AlternateContent>";
    }

    @Test
    void takesTheChoiceThatIsUnderstood() {
        assertThat(chosen("<a/>" + alternatives("wps", "<neu/>", "<alt/>") + "<b/>"))
                .isEqualTo("<a/><neu/><b/>");
    }

    @Test
    void takesTheFallbackOfWhatIsNotUnderstood() {
        assertThat(chosen(alternatives("wp14", "<neu/>", "<alt/>"))).isEqualTo("<alt/>");
        assertThat(chosen(alternatives("wps wp14", "<neu/>", "<alt/>"))).isEqualTo("<alt/>");
        assertThat(chosen(alternatives("", "<neu/>", "<alt/>"))).isEqualTo("<alt/>");
    }

    /** What Word shows, and what is filled in a template. */
    @Test
    void takesWordsOfWordsOwnForms() {
        String own = ROOT.replace(
                "xmlns:wps", "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:wps");
        String both = alternatives("w14", "<w:r><w:t>stets</w:t></w:r>", "<w:r><w:t>nie</w:t></w:r>");
        assertThat(Alternatives.chosen(own + both + "</w:p>")).isEqualTo(own + "<w:r><w:t>stets</w:t></w:r></w:p>");
        assertThat(Alternatives.chosen(own + alternatives("w14", "<w14:x/>", "<alt/>") + "</w:p>"))
                .isEqualTo(own + "<alt/></w:p>");
        assertThat(chosen(both)).isEqualTo("<w:r><w:t>nie</w:t></w:r>");
    }

    @Test
    void takesTheFirstOfSeveralChoices() {
        String more = alternatives("wps", "<eins/>", "<alt/>")
                .replace("<mc:Fallback>", "<mc:Choice Requires='wps'><zwei/></mc:Choice><mc:Fallback>");
        assertThat(chosen(more)).isEqualTo("<eins/>");
    }

    @Test
    void choosesInsideOfWhatIsChosen() {
        String inner = alternatives("wps", "<innen/>", "<weg/>");
        assertThat(chosen(alternatives("wps", "<a>" + inner + "</a>", "<b>" + inner + "</b>")))
                .isEqualTo("<a><innen/></a>");
        assertThat(chosen(alternatives("wp14", "<a>" + inner + "</a>", "<b>" + inner + "</b>")))
                .isEqualTo("<b><innen/></b>");
    }

    @Test
    void anEmptyFallbackIsAnAnswer() {
        assertThat(chosen("<mc:AlternateContent><mc:Choice Requires=\"wp14\"><neu/></mc:Choice><mc:Fallback/>"
                        + "</mc:AlternateContent>"))
                .isEmpty();
    }

    @Test
    void whatOffersNothingReadableStaysForTheReaderToRefuse() {
        String only = "<mc:AlternateContent><mc:Choice Requires=\"wp14\"><neu/></mc:Choice></mc:AlternateContent>";
        assertThat(chosen(only)).isEqualTo(only);
    }

    @Test
    void commentsAndCharacterDataAreNoElements() {
        String tricky = "<!-- <mc:AlternateContent> --><![CDATA[<mc:Choice>]]>";
        assertThat(chosen(tricky + alternatives("wps", "<neu/>", "<alt/>"))).isEqualTo(tricky + "<neu/>");
    }

    @Test
    void whatDoesNotMatchStaysForTheParserToRefuse() {
        for (String broken : new String[] {
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><a/>",
            "<mc:Choice Requires=\"wps\"/><mc:AlternateContent/>",
            "</mc:AlternateContent>"
        }) {
            assertThat(chosen(broken)).isEqualTo(broken);
        }
    }

    @Test
    void aPrefixIsWhatItIsBoundTo() {
        String other = ROOT.replace("2010/wordprocessingShape", "2099/other");
        String part = other + alternatives("wps", "<neu/>", "<alt/>") + "</w:p>";
        assertThat(Alternatives.chosen(part)).contains("<alt/>").doesNotContain("<neu/>");
    }
}

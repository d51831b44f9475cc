package federzug.pipeline.folder;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.PressRelease;
import federzug.testkit.AMatter;
import federzug.testkit.RealRelease;
import org.junit.jupiter.api.Test;

/** What is copied into the media portal stands field by field, and nothing in it is taken for markup. */
class PortalSheetTest {
    private static final String WORDS =
            "Medieninformation\n\n1. Dezember 2021\n\nA & B <gemeinsam>\n\nHeute tritt die Stadt bei.\n\nMustertext.\n";

    @Test
    void saysEachFieldOfItsOwn() {
        PressRelease data = release(new PressRelease.Picture(
                "foto.png", "Zwei \"Personen\".", "Handschlag", "LPR/Muster", "honorarfrei", ""));
        PortalSheet sheet = new PortalSheet(data, WORDS, "medieninformation-bild.png", false);
        assertThat(sheet.text())
                .startsWith(
                        "Überschrift\r\nA & B <gemeinsam>\r\n\r\nAnreißer\r\nHeute tritt die Stadt bei.\r\n\r\nText\r\n"
                                + "Heute tritt die Stadt bei.\r\n\r\nMustertext.\r\n\r\nAnsprechperson\r\n")
                .contains(
                        data.contact().mail(),
                        "Bilddatei\r\nmedieninformation-bild.png\r\n",
                        "Bildunterschrift\r\nHandschlag\r\n",
                        "Bildquelle\r\nLPR/Muster\r\n",
                        "Bildrechte\r\nhonorarfrei\r\n",
                        "Alternativtext\r\nZwei \"Personen\".\r\n")
                .doesNotContain("PROBE", "1. Dezember");
        assertThat(sheet.html())
                .contains("A &amp; B &lt;gemeinsam&gt;", "Zwei &quot;Personen&quot;.", "<html lang=\"de\">")
                .doesNotContain("<gemeinsam>", "<script");
    }

    @Test
    void withoutAPictureNothingIsSaidOfOneAndARehearsalSaysThatItIsOne() {
        assertThat(new PortalSheet(release(null), WORDS, "", true).text())
                .startsWith("PROBE")
                .doesNotContain("Bild");
    }

    private static PressRelease release(PressRelease.Picture picture) {
        PressRelease old = AMatter.crimmitschau().release();
        return RealRelease.worded(old, "A & B <gemeinsam>", old.quotes()).withPicture(picture);
    }
}

package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartTypesTest {
    @Test
    void smallLettersBecomeThoseThatWordWrites() {
        String word = "<Override PartName=\"/word/webSettings.xml\" ContentType=\"application/vnd.openxmlformats-"
                + "officedocument.wordprocessingml.webSettings+xml\"/><Default Extension=\"xml\""
                + " ContentType=\"application/xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
                + "vnd.openxmlformats-officedocument.extended-properties+xml\"/>";
        assertThat(PartTypes.asWordWrites(word)).isEqualTo(word);
        assertThat(PartTypes.asWordWrites(word.replace("webSettings+", "websettings+")))
                .isEqualTo(word);
    }
}

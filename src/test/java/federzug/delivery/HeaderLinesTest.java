package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLinesTest {
    @TempDir
    Path folder;

    /** Some servers drop a header, or the whole mail, where nothing follows the colon (RFC 5322, 3.2.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kim Muster",
                "Prof. Dr. Dr. h. c. Maximiliane Freifrau von und zu Müller-Lüdenscheidt-Großenhainer, Sächsische",
                "NameOhneEinzigesLeerzeichenDerLängerIstAlsEineZeileSeinDarfUndWeiterGehtBisEndlichSchlussIst",
                "ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß"
            })
    void noHeaderBeginsWithAnEmptyLine(String name) throws Exception {
        AMailroom room = new AMailroom();
        String address = "eine.sehr.lange.redaktionsadresse.mit.vielen.teilen@redaktion.lokalzeitung.example";
        Posted posted = room.postbox()
                .post(room.agreementMailTo(new Recipient("p", name, address)), AMailroom.to(folder, false));

        String mail = Files.readString(folder.resolve(posted.mail().file()), StandardCharsets.ISO_8859_1);
        String headers = mail.substring(0, mail.indexOf("\r\n\r\n"));
        assertThat(headers.replaceAll("\r\n[ \t]", " ")).contains("To: ").contains(address);
        assertThat(headers.lines()).noneMatch(line -> line.matches("[A-Za-z-]+:\\s*"));
        assertThat(headers.lines()).allMatch(line -> line.length() <= 998);
    }
}

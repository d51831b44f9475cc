package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastedAddressTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "Muster, Kim" <k@zeitung.example>      | Muster, Kim | k@zeitung.example
        Kim Muster <k@zeitung.example>         | Kim Muster  | k@zeitung.example
        'Kim Muster' <mailto:k@zeitung.example> | Kim Muster | k@zeitung.example
        <k@zeitung.example>                    | ``          | k@zeitung.example
        k@zeitung.example                      | ``          | k@zeitung.example
        """)
    void readsWhatMailProgramsCopy(String text, String name, String address) {
        assertThat(PastedAddress.all(text)).containsExactly(new PastedAddress(name, address));
    }

    @Test
    void readsAListWithSemicolons() {
        assertThat(PastedAddress.all("\"Muster, Kim\" <k@z.example>; Toni <t@z.example>;n@z.example;"))
                .containsExactly(
                        new PastedAddress("Muster, Kim", "k@z.example"),
                        new PastedAddress("Toni", "t@z.example"),
                        new PastedAddress("", "n@z.example"));
    }

    @Test
    void aPressListTakesThemAndLosesNone() throws IOException {
        String text = "adresse;name\n\"Muster, Kim\" <k@z.example>;Zeitung\n"
                + "Toni Beispiel <t@z.example>; Uta <u@z.example>;v@z.example\nw@z.example\n";
        List<PressRelease.Recipient> recipients = read(text);

        assertThat(recipients)
                .contains(
                        new PressRelease.Recipient("k@z.example", "Zeitung"),
                        new PressRelease.Recipient("w@z.example", ""))
                .extracting(PressRelease.Recipient::address)
                .contains("t@z.example", "v@z.example");
        assertThat(read("adresse\nToni <t@z.example>; Uta <u@z.example>\n"))
                .containsExactly(
                        new PressRelease.Recipient("t@z.example", "Toni"),
                        new PressRelease.Recipient("u@z.example", "Uta"));
    }

    @Test
    void whatIsNoAddressStaysAnError() throws IOException {
        Problems problems = new Problems();
        read("adresse\nToni <kein.example>\n", problems);
        assertThat(problems.notices()).extracting(Notice::code).containsExactly("agreement.mail.invalid");
    }

    private List<PressRelease.Recipient> read(String text) throws IOException {
        Problems problems = new Problems();
        List<PressRelease.Recipient> recipients = read(text, problems);
        assertThat(problems.notices()).isEmpty();
        return recipients;
    }

    private List<PressRelease.Recipient> read(String text, Problems problems) throws IOException {
        Files.writeString(folder.resolve("verteiler.csv"), text);
        return new CsvPressLists(new MatterFolder(folder))
                .read("verteiler.csv", federzug.notice.Place.NOWHERE, problems);
    }
}

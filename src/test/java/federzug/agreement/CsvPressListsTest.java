package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.PressRelease.Recipient;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvPressListsTest {
    private static final Recipient ZEITUNG = new Recipient("post@zeitung.example", "Müglitztaler Bote");

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adresse;name\npost@zeitung.example;Müglitztaler Bote\n",
                "\uFEFFadresse;name\r\npost@zeitung.example;Müglitztaler Bote\r\n",
                "Name,ADRESSE\nMüglitztaler Bote,post@zeitung.example",
                "\n \nsep=;\n ressort ; Adresse ; Name \nPolitik; post@zeitung.example ;\"Müglitztaler Bote\"\n;;\n",
                "adresse\tname\npost@zeitung.example\tMüglitztaler Bote\n",
            })
    void readsWhatTableProgramsWrite(String text) throws IOException {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).containsExactly(ZEITUNG);
        assertThat(problems.notices()).isEmpty();
    }

    @Test
    void readsWindowsEncoding() throws IOException {
        byte[] bytes =
                "adresse;name\npost@zeitung.example;Müglitztaler Bote\n".getBytes(Charset.forName("windows-1252"));
        assertThat(read(bytes)).containsExactly(ZEITUNG);
    }

    @Test
    void reportsFileAndLineOfABadAddress() throws IOException {
        read("adresse;name\ngut@stadt.example;A\nschlecht@@stadt.example;B\n".getBytes(StandardCharsets.UTF_8));
        Notice notice = problems.notices().get(0);
        assertThat(notice.code()).isEqualTo("agreement.mail.invalid");
        assertThat(notice.place().line()).isEqualTo(3);
        assertThat(notice.place().file()).endsWith("/liste.csv");
    }

    @Test
    void refusesAHeaderInAName() throws IOException {
        read("adresse;name\na@b.example;\"X\r\nBcc: y@z.example\"\n".getBytes(StandardCharsets.UTF_8));
        assertThat(codes()).containsExactly("agreement.value.line-break");
    }

    @Test
    void wantsAHeaderRow() throws IOException {
        read("post@zeitung.example;Bote\n".getBytes(StandardCharsets.UTF_8));
        assertThat(codes()).containsExactly("agreement.press-list.no-header");
    }

    @Test
    void suggestsTheHeaderForAMisspelledOne() throws IOException {
        read("addresse;name\npost@zeitung.example;Bote\n".getBytes(StandardCharsets.UTF_8));
        assertThat(codes()).containsExactly("agreement.press-list.column-near", "agreement.press-list.no-header");
    }

    @Test
    void saysThatAListIsEmptyOrBroken() throws IOException {
        read("adresse;name\n".getBytes(StandardCharsets.UTF_8));
        assertThat(codes()).containsExactly("agreement.press-list.empty");
        assertThat(read("adresse;name\na@b.example;\"offen\n".getBytes(StandardCharsets.UTF_8)))
                .hasSizeLessThan(2);
    }

    private List<Recipient> read(byte[] bytes) throws IOException {
        Files.write(folder.resolve("liste.csv"), bytes);
        return new CsvPressLists(new MatterFolder(folder)).read("liste.csv", Place.NOWHERE, problems);
    }

    private List<String> codes() {
        return problems.notices().stream().map(Notice::code).toList();
    }
}

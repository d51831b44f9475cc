package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import federzug.agreement.PressRelease.Recipient;
import federzug.agreement.PressRelease.Silence;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.testkit.TableWorkbook;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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

    /** Where the table's separator is the list's own, the second address of a line stands where a name would be. */
    @Test
    void losesNoAddressOfAListPastedIntoOneLine() throws IOException {
        List<Recipient> all =
                read(("adresse;name;medium\nKim Muster <kim@bote.example>; \"Test, Tom\" <tom@bote.example>;"
                                + " eva@bote.example; uwe@bote.example\npost@zeitung.example;post@zeitung.example;Bote @ Land\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(all)
                .extracting(Recipient::address, Recipient::name, Recipient::medium)
                .containsExactly(
                        tuple("kim@bote.example", "Kim Muster", ""),
                        tuple("tom@bote.example", "Test, Tom", ""),
                        tuple("eva@bote.example", "", ""),
                        tuple("uwe@bote.example", "", ""),
                        tuple("post@zeitung.example", "", "Bote @ Land"));
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
    void leavesOutWhoHasLeftWhateverTheColumnIsCalled() throws IOException {
        for (String title : List.of("Abgemeldet", "Abbestellt am", "Opt-out", "unsubscribed")) {
            for (String mark : List.of("WAHR", "1", "X", "01.03.2021")) {
                List<Recipient> all =
                        read(("E-Mail;" + title + "\na@z.example;" + mark + "\nb@z.example;FALSCH\nc@z.example;0\n")
                                .getBytes(StandardCharsets.UTF_8));
                assertThat(problems.notices()).isEmpty();
                assertThat(all).extracting(Recipient::unsubscribed).containsExactly(true, false, false);
            }
        }
    }

    @Test
    void wantsOneColumnOfAKind() throws IOException {
        read("E-Mail;Name;Mailadresse;abbestellt;Abgemeldet\na@z.example;X;b@z.example;;ja\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(codes()).containsExactly("agreement.press-list.column-twice", "agreement.press-list.column-twice");
    }

    @Test
    void readsWhatExcelCallsUnicodeText() throws IOException {
        assertThat(read("\uFEFFadresse\tname\r\npost@zeitung.example\tM\u00fcglitztaler Bote\r\n"
                        .getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly(ZEITUNG);
        assertThat(problems.notices()).isEmpty();
    }

    @Test
    void saysThatAListIsEmptyOrBroken() throws IOException {
        read("adresse;name\n".getBytes(StandardCharsets.UTF_8));
        assertThat(codes()).containsExactly("agreement.press-list.empty");
        assertThat(read("adresse;name\na@b.example;\"offen\n".getBytes(StandardCharsets.UTF_8)))
                .hasSizeLessThan(2);
    }

    @Test
    void readsWhatIsKnownOfAnAddress() throws IOException {
        List<Recipient> all = read("""
                Name;Medium;Adresse;Themen;abbestellt;Pause bis;Quelle;Quelle vom;über Medienservice
                Kim;Bote;kim@bote.example;Kommunales, Polizei;;;Impressum;03.02.2021;nein
                Uli;Funk;uli@funk.example;;01.03.2021;;;;
                Lou;Blatt;lou@blatt.example;;nein;2021-12-05;;;
                Ria;Agentur;ria@agentur.example;;;;;;ja
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(problems.notices()).isEmpty();
        assertThat(all.get(0))
                .isEqualTo(new Recipient(
                        "kim@bote.example",
                        "Kim",
                        "Bote",
                        "Kommunales, Polizei",
                        false,
                        null,
                        false,
                        "Impressum",
                        LocalDate.of(2021, 2, 3)));
        LocalDate day = LocalDate.of(2021, 12, 5);
        assertThat(all)
                .extracting(one -> one.silence(day))
                .containsExactly(null, Silence.UNSUBSCRIBED, Silence.PAUSED, Silence.MEDIA_SERVICE);
        assertThat(all.get(2).silence(day.plusDays(1))).isNull();
    }

    @Test
    void whoHasLeftStaysOffWhateverAnotherLineSays() throws IOException {
        List<Recipient> all =
                read("adresse;abbestellt\nA@Zeitung.example;\na@zeitung.example;ja\nb@z.example;vielleicht\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(all).hasSize(2).allMatch(Recipient::unsubscribed);
        assertThat(codes()).containsExactly("agreement.press-list.twice-skipped", "agreement.press-list.not-yes-no");
    }

    @Test
    void namesAddressesOfOneMailbox() throws IOException {
        assertThat(read("adresse\nr.k+presse@gmail.com\nrk@googlemail.com\nx+a@z.example\nx@z.example\n+@z.example\n"
                        .getBytes(StandardCharsets.UTF_8)))
                .hasSize(5);
        assertThat(codes()).containsExactly("agreement.press-list.alias", "agreement.press-list.alias");
    }

    @Test
    void readsAWorkbook() throws IOException {
        new TableWorkbook()
                .row("Leer")
                .row("Presse", "Adresse", "Name", "Pause bis", "Quelle Datum")
                .row("Presse", "post@zeitung.example", "Müglitztaler Bote", LocalDate.of(2021, 12, 5), "")
                .row("Presse", "b@zeitung.example", new TableWorkbook.Formula("A1&A2", "Bote"), "", "")
                .write(folder.resolve("liste.xlsx"));
        List<Recipient> all = new CsvPressLists(new MatterFolder(folder)).read("liste.xlsx", Place.NOWHERE, problems);
        assertThat(all).extracting(Recipient::pausedUntil).containsExactly(LocalDate.of(2021, 12, 5), null);
        assertThat(codes()).containsExactly("agreement.table.formula");
        assertThat(problems.notices().get(0).place().line()).isEqualTo(3);
    }

    @Test
    void fiveThousandLinesGiveEachMailboxOnceAndNameEachFault() throws IOException {
        StringBuilder text = new StringBuilder("adresse;name;medium\n");
        for (int i = 0; i < 4_980; i++) {
            text.append("r%d@münster%d.example;Redaktion Müller %d;Blatt\n".formatted(i, i % 50, i));
        }
        for (int i = 0; i < 10; i++) {
            text.append("R%d@MÜNSTER%d.example;Zwilling;\n".formatted(i, i));
        }
        text.append("=HYPERLINK(\"http://x.example\");X;\n")
                .append("f@z.example;=1+1;\n")
                .append("\"g@z.example\r\nBcc: h@z.example\";X;\n")
                .append("i@z.example;\"X\r\nSubject: y\";\n")
                .append("tot@@z.example;X;\n")
                .append("ohne;X;\n")
                .append(";Leer;\n");
        List<Recipient> all = read(text.toString().getBytes(Charset.forName("windows-1252")));
        assertThat(all.stream().map(one -> Address.normal(one.address())).distinct())
                .hasSameSizeAs(all);
        assertThat(all).extracting(Recipient::name).noneMatch(name -> name.startsWith("=") || name.contains("\n"));
        assertThat(all).hasSize(4_982);
        assertThat(codes().stream().filter("agreement.press-list.twice-skipped"::equals))
                .hasSize(10);
        assertThat(codes().stream().filter(code -> !code.contains("twice")))
                .containsExactlyInAnyOrder(
                        "agreement.table.formula",
                        "agreement.table.formula",
                        "agreement.value.line-break",
                        "agreement.value.line-break",
                        "agreement.mail.invalid",
                        "agreement.mail.invalid",
                        "agreement.value.empty");
    }

    private List<Recipient> read(byte[] bytes) throws IOException {
        Files.write(folder.resolve("liste.csv"), bytes);
        return new CsvPressLists(new MatterFolder(folder)).read("liste.csv", Place.NOWHERE, problems);
    }

    private List<String> codes() {
        return problems.notices().stream().map(Notice::code).toList();
    }
}

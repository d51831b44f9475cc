package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.MailAsText;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A matter of two agreements: whoever signs both gets both with one mail, and no call sends one again. */
class OneMailEachIT {
    private static final String MATTER = """
            kennung: zwei-staedte
            probe: true
            datum: 2026-11-24
            form: virtuell
            kommunen:
              - { schluessel: weisswasser, name: Weißwasser/O.L., status: grosse_kreisstadt, landkreis: Görlitz }
              - { schluessel: rothenburg, name: Rothenburg/O.L., status: stadt, landkreis: Görlitz }
            personen:
              - { schluessel: eins, anrede: Frau, vorname: Eva, name: Einzig, amt: Oberbürgermeisterin, fuer: weisswasser, mail: ob@weisswasser.example }
              - { schluessel: zwei, anrede: Herr, vorname: Udo, name: Zweig, amt: Bürgermeister, fuer: rothenburg, mail: bm@rothenburg.example }
              - { schluessel: pp, anrede: Herr, vorname: Paul, name: Polling, amt: Polizeipräsident, fuer: polizei, mail: pp@polizei.example }
            polizei: { direktion: Görlitz }
            vereinbarungen:
              - schluessel: weisswasser
                vorlage: kooperationsvereinbarung
                kommunen: [weisswasser]
                unterzeichnende:
                  - { person: eins, schritt: 1, geraet: demo-eins }
                  - { person: pp, schritt: 2, geraet: demo-pp }
              - schluessel: rothenburg
                vorlage: kooperationsvereinbarung
                kommunen: [rothenburg]
                unterzeichnende:
                  - { person: zwei, schritt: 1, geraet: demo-zwei }
                  - { person: pp, schritt: 2, geraet: demo-pp }
            """;

    @TempDir
    Path folder;

    @Test
    void whoSignsTwoAgreementsGetsBothWithOneMailOnce() throws Exception {
        Path matter = Files.createDirectories(folder.resolve("vorgang"));
        Files.writeString(matter.resolve("vorgang.yaml"), MATTER);

        CommandLineInside.Ended ended = run(matter);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        List<Path> mails = mails();
        assertThat(mails).hasSize(3);
        MimeMessage both = MailAsText.parse(Files.readAllBytes(mails.stream()
                .filter(file -> file.toString().endsWith("pp.eml"))
                .findFirst()
                .orElseThrow()));
        assertThat(both.getSubject())
                .contains("Unterzeichnete Kooperationsvereinbarungen", "Weißwasser/O.L. und Rothenburg/O.L.");
        String text = MailAsText.of(Files.readAllBytes(mails.stream()
                .filter(file -> file.toString().endsWith("pp.eml"))
                .findFirst()
                .orElseThrow()));
        assertThat(text)
                .contains(
                        "2026-11-24_Kooperationsvereinbarung_Weisswasser-O-L.pdf",
                        "2026-11-24_Kooperationsvereinbarung_Rothenburg-O-L.pdf",
                        "2026-11-24_Pruefbericht_Weisswasser-O-L.pdf",
                        "2026-11-24_Pruefbericht_Rothenburg-O-L.pdf",
                        "Eva Einzig",
                        "Udo Zweig");

        assertThat(run(matter).exit()).isZero();
        assertThat(mails()).isEqualTo(mails);
    }

    private List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/zwei-staedte/mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    private CommandLineInside.Ended run(Path matter) {
        return CommandLineInside.run(
                Federzug::start,
                "run",
                matter.toString(),
                "--home",
                folder.resolve("home").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--plain");
    }
}

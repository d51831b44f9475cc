package federzug.rendering;

import federzug.document.Sheet;
import federzug.document.Sheet.Banner;
import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.PageBreak;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Picture;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.document.Sheet.Tone;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A sheet that uses every block. */
public final class SheetSpecimen {
    private SheetSpecimen() {}

    static Sheet sheet() {
        String digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        return new Sheet(
                "Prüfbericht kooperationsvereinbarung-signiert.pdf",
                "de-DE",
                "Federzug · Prüfbericht vom 01.12.2021",
                List.of(
                        new Heading(1, "Prüfbericht"),
                        Paragraph.of("Geprüft wurde die Datei kooperationsvereinbarung-signiert.pdf."),
                        new Banner(
                                Tone.GOOD,
                                "Gültig",
                                "Alle drei Personen haben qualifiziert unterzeichnet. Nichts wurde verändert."),
                        new Banner(Tone.OPEN, "Unentschieden", "Die Vertrauensliste ist zu alt. Laden Sie sie neu."),
                        new Banner(Tone.BAD, "Ungültig", "Der Text wurde nach der Unterschrift verändert."),
                        new Banner(Tone.NEUTRAL, "Probe – rechtlich ohne Wert", ""),
                        new Heading(2, "Datei"),
                        new Paragraph(List.of(
                                new Run("SHA-256: ", Emphasis.STRONG),
                                new Run(digest + digest, Emphasis.CODE),
                                new Run(" (berechnet am 01.12.2021)", Emphasis.SMALL))),
                        new Heading(2, "Unterschriften"),
                        new Table(
                                "Unterschriften in der Reihenfolge der Zeichnung",
                                List.of("Person", "Ergebnis", "Zeitpunkt", "Fingerabdruck"),
                                List.of(3, 2, 3, 4),
                                true,
                                List.of(
                                        row("André Raphael", "qualifiziert", "01.12.2021, 11:02 Uhr", digest),
                                        row("Lutz Rodig", "qualifiziert", "01.12.2021, 11:05 Uhr", digest),
                                        row("Sven Forkert", "qualifiziert", "01.12.2021, 11:07 Uhr", digest))),
                        new Heading(3, "Feststellungen"),
                        new Items(
                                true,
                                List.of(
                                        Paragraph.of("Die Datei ist unverändert."),
                                        Paragraph.of("Der Zeitstempel ist vertrauenswürdig."))),
                        new Items(
                                false,
                                List.of(
                                        Paragraph.of("Sorbisch: Łužica, měšćan, źiśi"),
                                        Paragraph.of("Zeichen ohne Schrift: \uD83D\uDE00"))),
                        new PageBreak(),
                        new Heading(2, "Seitenbild"),
                        new Picture(picture(), "Verkleinerte erste Seite der Vereinbarung", 60),
                        new Table(null, List.of("Regel", "Stand"), List.of(1, 1), false, List.of()),
                        Paragraph.small("Kleingedrucktes: Dieser Bericht wurde maschinell erstellt.")));
    }

    private static List<Paragraph> row(String person, String result, String time, String digest) {
        return List.of(
                Paragraph.of(person),
                Paragraph.of(result),
                Paragraph.of(time),
                new Paragraph(List.of(new Run(digest, Emphasis.CODE))));
    }

    public static byte[] picture() {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(5, 5, 50, 30);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

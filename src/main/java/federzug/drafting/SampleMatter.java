package federzug.drafting;

import federzug.agreement.Agreement;
import federzug.agreement.Annex;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.Person.Salutation;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.agreement.Source;
import federzug.document.Digest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Invented data in which nothing is missing: for looking at a template without a matter. */
final class SampleMatter {
    private static final LocalDate DAY = LocalDate.of(2030, 5, 15);

    private SampleMatter() {}

    static Matter create() {
        Municipality town = new Municipality(
                "musterstadt",
                "Musterstadt",
                Municipality.Status.GROSSE_KREISSTADT,
                "Musterland",
                new Municipality.CouncilDecision(DAY.minusMonths(1), "Muster 2030/05-01"));
        List<Person> people = List.of(
                person(
                        "stadt",
                        Salutation.FRAU,
                        "Dr.",
                        "Erika",
                        "Mustermann",
                        "Oberbürgermeisterin",
                        "musterstadt",
                        ""),
                person(
                        "polizei",
                        Salutation.HERR,
                        "",
                        "Max",
                        "Beispiel",
                        "Polizeivizepräsident",
                        "polizei",
                        "in Vertretung"),
                person("lpr", Salutation.KEINE, "", "Kim", "Probst", "Geschäftsführer", "lpr", "amtierend"));
        List<Signatory> signatories =
                List.of(signatory(people.get(0), 1), signatory(people.get(1), 2), signatory(people.get(2), 3));
        return new Matter(
                "muster",
                true,
                DAY,
                LocalTime.of(11, 0),
                Matter.Form.VIRTUELL,
                Map.of("lpr", "MUSTER-1", "kommune", "MUSTER-2", "polizei", "MUSTER-3", "ministerium", "MUSTER-4"),
                List.of(town),
                people,
                "Zwickau",
                List.of(new Agreement("muster", "muster", List.of(town), signatories, annexes())),
                release(people),
                List.of(),
                new Source(Path.of("muster.yaml"), "", Map.of()),
                "",
                "",
                List.of(),
                Map.of());
    }

    private static Person person(
            String key,
            Salutation salutation,
            String title,
            String given,
            String family,
            String office,
            String party,
            String representation) {
        return new Person(
                key,
                salutation,
                title,
                given,
                family,
                office,
                party,
                representation,
                key + "@muster.example",
                List.of());
    }

    private static List<Annex> annexes() {
        String digest = "0".repeat(64);
        return List.of(
                new Annex("beschluss.pdf", "Beschluss des Stadtrats Musterstadt", Annex.Kind.RATSBESCHLUSS, digest),
                new Annex("vollmacht.docx", "Vollmacht für Max Beispiel", Annex.Kind.VOLLMACHT, digest));
    }

    private static Signatory signatory(Person person, int step) {
        return new Signatory(person, step, "muster", "rueckgabe", DAY.atTime(12, 0));
    }

    private static PressRelease release(List<Person> people) {
        LocalDateTime noon = DAY.atTime(12, 0);
        return new PressRelease(
                "muster",
                noon,
                noon,
                noon.plusHours(6),
                "Musterstadt tritt der Allianz Sichere Sächsische Kommunen bei",
                new PressRelease.Contact(
                        "Kim Muster", "+49 30 23125 000", "+49 30 23125 001", "presse@ministerium.example"),
                people.stream()
                        .map(person -> new PressRelease.Quote(
                                person,
                                "Mustertext eines Zitats, das über mehr als eine Zeile geht und niemandem"
                                        + " zugeschrieben wird.",
                                new PressRelease.QuoteApproval(person, noon.minusDays(1))))
                        .toList(),
                new PressRelease.Counters(DAY, 126, 29, 26, "1,3 Millionen Euro"),
                List.of(),
                "",
                "",
                "",
                "",
                "",
                new PressRelease.Picture(
                        "muster.png",
                        "Mustertext dessen, was auf dem Bild zu sehen ist",
                        "Mustertext einer Bildunterschrift.",
                        "Musterstadt",
                        "Mustertext",
                        Digest.of(picture()).hex()),
                null);
    }

    /** A white area, as wide as a page of text. */
    static byte[] picture() {
        BufferedImage grey = new BufferedImage(600, 300, BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().fillRect(0, 0, 600, 300);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(grey, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}

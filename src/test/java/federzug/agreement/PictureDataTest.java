package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Texts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release may have a picture: its file is hostile until it is looked at, and nothing that belongs to it may be missing. */
class PictureDataTest {
    @TempDir
    Path folder;

    @Test
    void aPictureIsBoundByItsDigest() throws IOException {
        for (String kind : List.of("png", "jpg")) {
            byte[] bytes = picture(kind, 300, 200);
            Files.write(folder.resolve("bild." + kind), bytes);
            Reading reading =
                    read("datei: bild." + kind + ", alt: Zwei Personen., quelle: LPR/Muster, rechte: honorarfrei");
            assertThat(reading.notices()).filteredOn(Notice::isError).isEmpty();
            PressRelease.Picture picture = reading.matters().get(0).release().picture();
            assertThat(picture.sha256()).matches("[0-9a-f]{64}");
            assertThat(picture.caption()).isEmpty();
            assertThat(CanonicalForm.read(CanonicalForm.write(reading.matters().get(0)), folder.resolve("vorgang.yaml"))
                            .release()
                            .picture())
                    .isEqualTo(picture);
        }
    }

    @Test
    void withoutWordsForThoseWhoCannotSeeItNoPictureIsTaken() throws IOException {
        Files.write(folder.resolve("bild.png"), picture("png", 300, 200));
        assertThat(codes("datei: bild.png, quelle: LPR, rechte: frei")).containsExactly("agreement.key.missing");
        assertThat(codes("datei: bild.png, alt: X, rechte: frei")).containsExactly("agreement.key.missing");
        assertThat(codes("datei: bild.png, alt: X, quelle: LPR")).containsExactly("agreement.key.missing");
    }

    /** Cameras note how they were held: in a PDF such a picture would lie on its side. */
    @Test
    void aPictureThatIsTurnedByANoteOnlyIsNamed() throws IOException {
        for (int turn = 0; turn <= 9; turn++) {
            for (boolean little : List.of(true, false)) {
                Files.write(folder.resolve("foto.jpg"), noted(turn, little));
                assertThat(codes(file("foto.jpg")))
                        .as("orientation %d", turn)
                        .isEqualTo(turn > 1 && turn < 9 ? List.of("agreement.picture.turned") : List.of());
            }
        }
        byte[] noted = noted(6, true);
        for (int length = 2; length < 60; length++) {
            Files.write(folder.resolve("foto.jpg"), Arrays.copyOf(noted, length));
            assertThat(codes(file("foto.jpg"))).as("cut after %d bytes", length).hasSize(1);
        }
    }

    /** A JPEG with an Exif segment that says no more than the orientation. */
    private static byte[] noted(int turn, boolean little) throws IOException {
        byte[] picture = picture("jpg", 300, 200);
        ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        exif.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) turn)
                .putShort((short) 0)
                .putInt(0);
        return ByteBuffer.allocate(picture.length + exif.capacity())
                .put(picture, 0, 2)
                .put(exif.array())
                .put(picture, 2, picture.length - 2)
                .array();
    }

    @Test
    void whatIsNoFitPictureIsNamed() throws IOException {
        Files.write(folder.resolve("text.png"), "kein Bild".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("bild.gif"), picture("gif", 300, 200));
        Files.write(folder.resolve("klein.png"), picture("png", 99, 300));
        Files.write(folder.resolve("gross.png"), claiming(60_000, 60_000));
        Files.write(folder.resolve("rest.png"), Arrays.copyOf(picture("png", 300, 200), 20));
        Files.write(folder.resolve("schwer.jpg"), new byte[PictureFiles.LARGEST + 1]);
        Files.write(folder.getParent().resolve("draussen.png"), picture("png", 300, 200));
        assertThat(codes(file("text.png"))).containsExactly("agreement.picture.type");
        assertThat(codes(file("bild.gif"))).containsExactly("agreement.picture.type");
        assertThat(codes(file("klein.png"))).containsExactly("agreement.picture.tiny");
        assertThat(codes(file("gross.png"))).containsExactly("agreement.picture.measures");
        assertThat(codes(file("rest.png"))).containsExactly("agreement.picture.unreadable");
        assertThat(codes(file("schwer.jpg"))).containsExactly("agreement.picture.too-large");
        assertThat(codes(file("../draussen.png"))).containsExactly("agreement.picture.outside");
        assertThat(codes(file("fehlt.png"))).containsExactly("agreement.picture.missing");
    }

    /** Larger or smaller than print needs is said, with the file's own figures; only what unpacks too far is refused. */
    @Test
    void whatIsTooMuchOrTooLittleForPrintIsSaidWithItsFigures() throws IOException {
        Files.write(folder.resolve("kamera.jpg"), new byte[40_000_000]);
        Files.write(folder.resolve("plakat.png"), claiming(12_000, 9_000));
        Files.write(folder.resolve("schwer.png"), Arrays.copyOf(picture("png", 3000, 2000), 3_000_001));
        Files.write(folder.resolve("genug.png"), Arrays.copyOf(picture("png", 3000, 2000), 3_000_000));
        Files.write(folder.resolve("netz.png"), picture("png", 600, 400));
        Files.write(folder.resolve("passt.png"), picture("png", 1200, 800));

        assertThat(said("kamera.jpg"))
                .contains("„kamera.jpg“ ist 40\u00a0MB groß, erlaubt sind 10\u00a0MB.", "genügen 3.000 Bildpunkte");
        assertThat(said("plakat.png")).contains("misst 12.000 × 9.000 Bildpunkte", "genügen 3.000");
        assertThat(said("schwer.png")).contains("(3.000 × 2.000 Bildpunkte) ist 3,1\u00a0MB groß");
        assertThat(said("netz.png")).contains("misst 600 × 400 Bildpunkte", "nur für 5 cm");
        assertThat(said("genug.png")).isEmpty();
        assertThat(said("passt.png")).isEmpty();
        assertThat(codes(file("schwer.png"))).isEmpty();
        assertThat(codes(file("netz.png"))).isEmpty();
    }

    /** What is said of the picture, and where. */
    private String said(String name) throws IOException {
        List<Notice> notices = read(file(name)).notices().stream()
                .filter(notice -> notice.code().startsWith("agreement.picture."))
                .toList();
        assertThat(notices)
                .allSatisfy(notice -> assertThat(notice.place().toString()).contains("medieninformation.bild.datei"));
        return notices.stream().map(notice -> Texts.german().text(notice)).collect(Collectors.joining("\n"));
    }

    private static String file(String name) {
        return "datei: " + name + ", alt: X, quelle: LPR, rechte: frei";
    }

    private List<String> codes(String picture) throws IOException {
        return read(picture).notices().stream()
                .filter(Notice::isError)
                .map(Notice::code)
                .toList();
    }

    private Reading read(String picture) throws IOException {
        String text = Files.readString(Path.of("examples/crimmitschau/vorgang.yaml"))
                .replaceFirst("(?m)^  verteiler: .*$", "  bild: { " + picture + " }");
        Files.writeString(folder.resolve("vorgang.yaml"), text);
        return new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null))).read(folder);
    }

    private static byte[] picture(String kind, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), kind, out))
                .isTrue();
        return out.toByteArray();
    }

    /** A few bytes that say they are a very large picture. */
    private static byte[] claiming(int width, int height) throws IOException {
        byte[] bytes = picture("png", 300, 200);
        java.nio.ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(bytes, 12, 17);
        java.nio.ByteBuffer.wrap(bytes).putInt(29, (int) sum.getValue());
        return bytes;
    }
}

package federzug.testkit;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Templates that mean harm, by name. */
public final class HostileDocx {
    /** What would lie somewhere if an archive had climbed out of its folder. */
    public static final String CLIMBED = "federzug-evil.txt";

    private static final String PICTURE =
            "<w:p><w:r><w:t>Bild</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx=\"914400\""
                    + " cy=\"914400\"/><wp:docPr id=\"1\" name=\"Bild 1\" descr=\"Logo\"/><a:graphic><a:graphicData "
                    + "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr"
                    + " id=\"1\" name=\"b\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:%s=\"rIdbild\"/>"
                    + "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";

    /** So that nothing but what means harm is wrong. */
    private static final String BOXES =
            paragraph("${#je p in unterzeichnende}") + paragraph("${unterschrift:p}") + paragraph("${/je}");

    private HostileDocx() {}

    /** @param address somebody who would hear it if anything were fetched */
    public static Map<String, byte[]> all(String address) {
        byte[] good = plain().bytes();
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "zip-bomb",
                plain().part("word/media/a.png", new byte[120 << 20]).bytes());
        all.put("many-small-bombs", manySmallBombs());
        all.put("path-traversal", with(good, "../../" + CLIMBED));
        all.put("absolute-path", with(good, "/tmp/" + CLIMBED));
        all.put(
                "entity-in-styles",
                plain().part("word/styles.xml", entity("file:///etc/hostname")).bytes());
        all.put(
                "entity-in-relations",
                plain().part("word/_rels/x.xml.rels", entity(address)).bytes());
        all.put(
                "dtd-from-elsewhere",
                plain().part("customXml/item1.xml", utf8("<!DOCTYPE w SYSTEM \"" + address + "\"><w/>"))
                        .bytes());
        all.put(
                "entities-that-grow",
                plain().part("word/settings.xml", laughs()).bytes());
        all.put(
                "picture-from-elsewhere",
                withBody(PICTURE.formatted("link") + BOXES)
                        .titled("Titel")
                        .related("bild", "image", address, true)
                        .bytes());
        all.put(
                "object-from-elsewhere",
                plain().related("objekt", "oleObject", address, true).bytes());
        all.put(
                "nested-tables",
                withBody("<w:tbl><w:tr><w:tc>".repeat(10_000)
                                + paragraph("x")
                                + "</w:tc></w:tr></w:tbl>".repeat(10_000)
                                + BOXES)
                        .titled("Titel")
                        .bytes());
        all.put("picture-of-50-mb", picture(noise(50 << 20)));
        all.put("picture-of-50-mb-that-packs-well", picture(stripes(50 << 20)));
        all.put("picture-of-19-mb", picture(noise(19 << 20)));
        all.put("picture-of-a-billion-points", picture(claiming(40_000, 30_000)));
        all.put(
                "text-of-15-mb",
                withBody(paragraph(words(15 << 20)) + BOXES).titled("Titel").bytes());
        all.put("paragraphs-without-end", paragraphs());
        all.put("truncated", Arrays.copyOf(good, good.length / 2));
        all.put("legacy-or-encrypted", legacy());
        all.put("macros", plain().part("word/vbaProject.bin", new byte[] {1}).bytes());
        all.put("empty", new byte[0]);
        return all;
    }

    private static RenderingDocx plain() {
        return withBody(paragraph("x") + BOXES).titled("Titel");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] entity(String address) {
        return utf8("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address + "\">]><x>&e;</x>");
    }

    private static byte[] laughs() {
        return utf8("<!DOCTYPE x [<!ENTITY a \"" + "ha".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]><x>&c;</x>");
    }

    private static byte[] manySmallBombs() {
        RenderingDocx docx = plain();
        for (int i = 0; i < 200; i++) {
            docx.part("word/media/" + i + ".png", new byte[900 << 10]);
        }
        return docx.bytes();
    }

    private static byte[] picture(byte[] png) {
        png[0] = (byte) 0x89;
        png[1] = 'P';
        png[2] = 'N';
        png[3] = 'G';
        return withBody(PICTURE.formatted("embed") + BOXES)
                .titled("Titel")
                .related("bild", "image", "media/bild.png", false)
                .part("word/media/bild.png", png)
                .bytes();
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }

    /** A PNG of a few bytes: signature, header, end. */
    private static byte[] claiming(int width, int height) {
        return ByteBuffer.allocate(45)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .putInt(0)
                .putInt(0)
                .putInt(0x49454E44)
                .putInt(0)
                .array();
    }

    /** About a hundred times smaller when packed, as pictures drawn by a program can be. */
    private static byte[] stripes(int size) {
        byte[] stripes = new byte[size];
        Random random = new Random(1);
        for (int i = 0; i < size; i += 150) {
            stripes[i] = (byte) random.nextInt();
        }
        return stripes;
    }

    private static String words(int size) {
        Random random = new Random(2);
        StringBuilder words = new StringBuilder();
        while (words.length() < size) {
            words.append(Long.toString(random.nextLong(), 36)).append(' ');
        }
        return words.toString();
    }

    private static byte[] paragraphs() {
        Random random = new Random(3);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            body.append(paragraph(Long.toString(random.nextLong(), 36)));
        }
        return withBody(body.toString()).titled("Titel").bytes();
    }

    private static byte[] legacy() {
        return Arrays.copyOf(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                4096);
    }

    private static byte[] with(byte[] docx, String part) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(out);
                ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(in.readAllBytes());
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(1);
            zip.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

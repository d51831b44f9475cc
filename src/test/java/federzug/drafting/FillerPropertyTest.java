package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.NoticedException;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for any text, however Word has split it, and any file, however it was damaged. Seeds are fixed. */
class FillerPropertyTest {
    private static final String LETTERS = "abc äöüß ŁŠž »«„“–€ <&>\"' $ { } # | / ${ 1. § 2\u00a0x";
    private static final int ROUNDS = Integer.getInteger("federzug.fuzz.rounds", 120);

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void anySplitIntoRunsGivesTheSameText() throws IOException {
        String template = "Am ${datum | lang}: ${#wenn beginn}um ${beginn | uhrzeit}${#sonst}nie${/wenn} ${#je k in"
                + " kommunen}${k.name}, ${/je}${ueberschrift} und ${zahlen.beraten}.";
        Matter matter = AMatter.crimmitschau();
        String expected = fill(matter, WordFile.p(template));
        assertThat(expected).contains("1.\u00a0Dezember 2021: um 11:00", "Crimmitschau, ", "126.");
        Random random = new Random(20211201);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> runs = new ArrayList<>();
            for (int from = 0; from < template.length(); ) {
                int to = Math.min(template.length(), from + 1 + random.nextInt(12));
                runs.add(template.substring(from, to));
                from = to;
            }
            assertThat(fill(matter, WordFile.p(runs.toArray(String[]::new))))
                    .as("%s", runs)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anyValueStandsThereAsItIsOrIsRefusedByName() throws IOException {
        Random random = new Random(7);
        int written = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String value = value(random);
            Matter matter = AMatter.like(AMatter.crimmitschau())
                    .release(old -> headline(old, value))
                    .build();
            try {
                assertThat(fill(matter, WordFile.p("[${ueberschrift}]")).replace('\u00a0', ' '))
                        .isEqualTo("[" + value.replace('\u00a0', ' ').replace('\n', '↵') + "]");
                written++;
            } catch (DraftingException e) {
                assertThat(value.isBlank()
                                || value.contains("${")
                                || Typography.forbidden(value).isPresent())
                        .as("%s: %s", value, e.notices())
                        .isTrue();
            }
        }
        assertThat(written).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    @Test
    void damagedFilesAreRefusedOrFilledButNeverCrashOrHang() throws IOException {
        byte[] good = Files.readAllBytes(Path.of("templates/kooperationsvereinbarung/vorlage.docx"));
        Map<String, byte[]> parts = WordFile.unzip(good);
        Random random = new Random(42);
        Matter matter = AMatter.crimmitschau();
        for (int round = 0; round < ROUNDS / 3; round++) {
            byte[] bytes =
                    round % 3 == 0 ? flipped(good, random) : WordFile.zip(damaged(parts, random, round % 3 == 1));
            write(bytes);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatCode(() -> {
                                try {
                                    FilledDraft draft = drafting()
                                            .fill(matter, matter.agreements().get(0));
                                    assertThat(draft.boxes()).hasSize(3);
                                } catch (NoticedException e) {
                                    assertThat(e.notices()).isNotEmpty();
                                }
                            })
                            .doesNotThrowAnyException());
        }
    }

    private static byte[] flipped(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** One part changed: bytes overwritten, or a piece of markup taken out or doubled. */
    private static Map<String, byte[]> damaged(Map<String, byte[]> parts, Random random, boolean markup) {
        Map<String, byte[]> damaged = new LinkedHashMap<>(parts);
        List<String> names = parts.keySet().stream().filter(Archive::isXml).toList();
        String name = markup ? "word/document.xml" : names.get(random.nextInt(names.size()));
        if (!markup) {
            damaged.put(name, flipped(parts.get(name), random));
            return damaged;
        }
        String[] pieces = new String(parts.get(name), java.nio.charset.StandardCharsets.UTF_8)
                .split("(?=<w:r>|<w:p>|<w:tr>|<w:tc>)");
        int chosen = 1 + random.nextInt(pieces.length - 2);
        pieces[chosen] = random.nextBoolean() ? "" : pieces[chosen] + pieces[chosen];
        damaged.put(name, String.join("", pieces).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return damaged;
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(25); i >= 0; i--) {
            int choice = random.nextInt(40);
            value.append(
                    choice == 0
                            ? "\n"
                            : choice == 1
                                    ? Character.toString(random.nextInt(0x2FFF))
                                    : choice == 2
                                            ? "${datum}"
                                            : String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))));
        }
        return value.toString().replace("\r", "");
    }

    private static PressRelease headline(PressRelease old, String headline) {
        return ARelease.like(old).headline(headline).build();
    }

    private String fill(Matter matter, String paragraph) throws IOException {
        Path own = Files.createDirectories(folder.resolve("medieninformation"));
        Files.write(own.resolve("vorlage.docx"), WordFile.of(paragraph).bytes());
        FilledDraft draft = drafting().fillRelease(matter);
        return WordFile.paragraphs(store.bytes(draft.content().digest()), "word/document.xml")
                .get(0);
    }

    private void write(byte[] bytes) throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        Files.write(own.resolve("vorlage.docx"), bytes);
        Files.copy(
                Path.of("templates/kooperationsvereinbarung/felder.yaml"),
                own.resolve("felder.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Drafting drafting() {
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
    }
}

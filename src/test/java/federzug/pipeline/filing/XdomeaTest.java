package federzug.pipeline.filing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Content;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The message is written only where a schema is supplied, and only if the schema allows it. With
 * {@code -Dfederzug.xdomea.schema=DIR} it is held against the published one, which must not lie here.
 */
class XdomeaTest {
    private static final Path STAND_IN = Path.of("src/test/resources/federzug/pipeline/filing/stand-in");

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @TempDir
    Path folder;

    @Test
    void isCheckedBySuppliedSchemaAndHoldsEveryFile() throws IOException {
        String published = System.getProperty("federzug.xdomea.schema");
        Path schema = published == null ? STAND_IN : Path.of(published);
        Xdomea.Packed packed = new Xdomea(store, settings(schema, "10 Jahre")).packed(message(schema, "10 Jahre"));
        assertThat(packed.trouble()).as("%s", packed.trouble()).isNull();
        Content file = packed.file();
        assertThat(file).isNotNull();
        assertThat(file.name()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_Abgabe\\.Abgabe\\.0401\\.zip");
        Map<String, byte[]> entries = unzipped(store.bytes(file.digest()));
        assertThat(entries).hasSize(3);
        assertThat(entries.keySet()).first().isEqualTo(file.name().replace(".zip", ".xml"));
        assertThat(entries.keySet()).anyMatch(name -> name.endsWith("_az-1_2026-11-23_medieninformation.pdf"));
        assertThat(new String(entries.values().iterator().next(), StandardCharsets.UTF_8))
                .contains("<xdomea:AnzahlJahre>10</xdomea:AnzahlJahre>", "Müller &amp; Söhne &lt;Vereinbarung&gt;")
                .containsOnlyOnce("SignaturSiegelEingebettet>1<")
                .doesNotContain("\u0001");
        entries.keySet().stream()
                .skip(1)
                .forEach(name -> assertThat(
                                new String(entries.values().iterator().next(), StandardCharsets.UTF_8))
                        .contains("Dateiname>" + name + "<"));
        assertThat(new Xdomea(store, settings(schema, "10 Jahre"))
                        .packed(message(schema, "10 Jahre"))
                        .file())
                .as("the same again")
                .isEqualTo(file);
    }

    @Test
    void isNotWrittenWithoutASchemaOrByOneThatDoesNotFit() throws IOException {
        assertThat(packed(null)).isEqualTo(Xdomea.Packed.NOT_WANTED);
        refused(folder.resolve("gibt-es-nicht"), "pipeline.filing.xdomea-missing");
        refused(copy("vier", "schema:3.1.0", "schema:4.0.0"), "pipeline.filing.xdomea-version");
        refused(copy("kaputt", "</xs:schema>", ""), "pipeline.filing.xdomea-unreadable");
        Path withoutPart = copy("teil", "", "");
        Files.delete(withoutPart.resolve("code/stand-in-code.xsd"));
        refused(withoutPart, "pipeline.filing.xdomea-unreadable");
        refused(copy("strenger", "name=\"Typ\"", "name=\"Dokumentart\""), "pipeline.filing.xdomea-not-valid");
    }

    private void refused(Path schema, String code) {
        Xdomea.Packed packed = packed(schema);
        assertThat(packed.file()).as("%s", schema).isNull();
        Notice trouble = packed.trouble();
        assertThat(trouble).isNotNull();
        assertThat(trouble.code()).isEqualTo(code);
        assertThat(trouble.severity()).isEqualTo(Severity.WARNING);
        assertThat(Texts.german().text(trouble)).contains("Bitte");
    }

    private Xdomea.Packed packed(@Nullable Path schema) {
        return new Xdomea(store, settings(schema, "nach Aktenplan")).packed(message(schema, "nach Aktenplan"));
    }

    private Path copy(String name, String old, String changed) throws IOException {
        Path copy =
                Files.createDirectories(folder.resolve(name).resolve("code")).getParent();
        Files.writeString(
                copy.resolve("xdomea.xsd"),
                Files.readString(STAND_IN.resolve("xdomea.xsd")).replace(old.isEmpty() ? "\u0000" : old, changed));
        Files.copy(STAND_IN.resolve("code/stand-in-code.xsd"), copy.resolve("code/stand-in-code.xsd"));
        return copy;
    }

    private static FilingSettings settings(@Nullable Path schema, String retention) {
        return new FilingSettings("Landespräventionsrat Sachsen", retention, "offen", schema);
    }

    private XdomeaMessage message(@Nullable Path schema, String retention) {
        return new XdomeaMessage(
                "presse-2026",
                "AZ-1",
                "Müller & Söhne <Vereinbarung>\u0001",
                LocalDate.of(2026, 11, 23),
                settings(schema, retention),
                List.of(
                        piece("az-1_2026-11-23_medieninformation.pdf", "Medieninformation", "Presseverteiler", true),
                        piece("az-1_2026-11-23_versandliste.xlsx", "Versandliste", "", false)),
                Instant.parse("2026-11-23T10:15:30.123Z"));
    }

    private FiledPiece piece(String name, String kind, String recipient, boolean signed) {
        Content content = store.put(name, name.getBytes(StandardCharsets.UTF_8));
        return new FiledPiece(name, kind, recipient, content, signed);
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}

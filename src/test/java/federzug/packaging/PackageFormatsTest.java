package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PackageFormatsTest {
    private static final PackageFormats FORMATS = new PackageFormats(1_795_305_600L);
    private static final String LONG = "lib/" + "a-long-name-".repeat(10) + "ä.jar";

    @TempDir
    Path folder;

    @Test
    void theTimeOfAFileOnDiskDoesNotChangeAByte() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "Inhalt");
        byte[] first = FORMATS.tarGz(new FileTree().copy("x", folder), "");
        Files.setLastModifiedTime(file, FileTime.fromMillis(12345));
        assertThat(FORMATS.tarGz(new FileTree().copy("x", folder), "")).isEqualTo(first);

        Files.writeString(file, "anderer");
        assertThat(FORMATS.tarGz(new FileTree().copy("x", folder), "")).isNotEqualTo(first);
    }

    @Test
    void aTarKeepsRightsLinksAndLongNames() throws IOException {
        FileTree tree = new FileTree()
                .text("bin/run", "#!/bin/sh\n", 0755)
                .link("usr/run", "../bin/run")
                .text(LONG, "x");

        Map<String, TarArchiveEntry> found = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(FORMATS.tarGz(tree, "./"))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                found.put(entry.getName(), entry);
            }
        }

        assertThat(found).containsKeys("./bin/", "./bin/run", "./usr/run", "./" + LONG);
        assertThat(found.get("./bin/run").getMode() & 0777).isEqualTo(0755);
        assertThat(found.get("./usr/run").getLinkName()).isEqualTo("../bin/run");
        assertThat(found.values())
                .allMatch(entry -> entry.getUserName().equals("root")
                        && entry.getLastModifiedTime().toMillis() == FORMATS.seconds() * 1000);
    }

    @Test
    void aDebHasItsThreeMembersInOrder() throws IOException {
        Path deb = folder.resolve("p.deb");
        FORMATS.deb(new FileTree().text("control", "Package: p\n"), new FileTree().text("usr/p", "p"), deb);

        List<String> members = new ArrayList<>();
        try (InputStream in = Files.newInputStream(deb);
                ArArchiveInputStream ar = new ArArchiveInputStream(in)) {
            for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
                members.add(entry.getName());
            }
        }
        assertThat(members).containsExactly("debian-binary", "control.tar.gz", "data.tar.gz");
    }

    @Test
    void aZipHasOneTimeAndTheSameBytesEachTime() throws IOException {
        FileTree tree = new FileTree().text("Federzug starten.cmd", "x").text(LONG, "y");
        FORMATS.zip(tree, "f/", folder.resolve("1.zip"));
        FORMATS.zip(tree, "f/", folder.resolve("2.zip"));

        assertThat(folder.resolve("1.zip")).hasSameBinaryContentAs(folder.resolve("2.zip"));
    }

    @Test
    void everyBlobOfAContainerImageHasTheDigestItIsNamedBy() throws IOException {
        Path file = folder.resolve("image.tar");
        new ContainerImage(FORMATS)
                .layer("base", new FileTree().text("etc/passwd", "root"))
                .layer("program", new FileTree().text("opt/p", "p"))
                .write(Map.of("User", "10001:10001"), "0.1.0", file);

        Map<String, byte[]> blobs = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file);
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (ArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                blobs.put(entry.getName(), tar.readAllBytes());
            }
        }
        JsonMapper json = new JsonMapper();
        JsonNode manifest = json.readTree(blob(
                blobs, json.readTree(blobs.get("index.json")).path("manifests").path(0)));
        JsonNode image = json.readTree(blob(blobs, manifest.path("config")));
        assertThat(image.path("config").path("User").asString()).isEqualTo("10001:10001");
        assertThat(manifest.path("layers")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            byte[] layer = blob(blobs, manifest.path("layers").path(i));
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(layer)).readAllBytes();
            assertThat(image.path("rootfs").path("diff_ids").path(i).asString())
                    .isEqualTo("sha256:"
                            + HexFormat.of().formatHex(ContainerImage.sha256().digest(plain)));
        }
        assertThat(new String(blobs.get("oci-layout"), StandardCharsets.UTF_8)).contains("1.0.0");
    }

    private static byte[] blob(Map<String, byte[]> blobs, JsonNode descriptor) {
        String digest = descriptor.path("digest").asString().substring("sha256:".length());
        byte[] bytes = blobs.get("blobs/sha256/" + digest);
        assertThat(bytes).hasSize(descriptor.path("size").asInt());
        assertThat(HexFormat.of().formatHex(ContainerImage.sha256().digest(bytes)))
                .isEqualTo(digest);
        return bytes;
    }
}

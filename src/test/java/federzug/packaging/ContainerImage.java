package federzug.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes an OCI archive (image-layout and image-spec 1.0) without an engine: one layer for each tree. */
final class ContainerImage {
    private static final JsonMapper JSON = new JsonMapper();
    private final PackageFormats formats;
    private final FileTree layout = new FileTree();
    private final List<Map<String, Object>> layers = new ArrayList<>();
    private final List<String> unpacked = new ArrayList<>();
    private final List<Map<String, Object>> history = new ArrayList<>();

    ContainerImage(PackageFormats formats) {
        this.formats = formats;
        layout.folder("blobs/sha256");
    }

    ContainerImage layer(String what, FileTree tree) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        MessageDigest plain = sha256();
        try (GZIPOutputStream gzip = PackageFormats.fast(packed);
                OutputStream digesting = new DigestOutputStream(gzip, plain)) {
            formats.tar(tree, "", digesting);
        }
        unpacked.add("sha256:" + HexFormat.of().formatHex(plain.digest()));
        layers.add(blob("application/vnd.oci.image.layer.v1.tar+gzip", packed.toByteArray()));
        history.add(Map.of("created", created(), "created_by", what));
        return this;
    }

    /**
     * @param settings the part {@code config} of an image: user, entry point, volumes …
     */
    void write(Map<String, Object> settings, String name, Path file) throws IOException {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("created", created());
        image.put("architecture", "amd64");
        image.put("os", "linux");
        image.put("config", settings);
        image.put("rootfs", Map.of("type", "layers", "diff_ids", unpacked));
        image.put("history", history);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", "application/vnd.oci.image.manifest.v1+json");
        manifest.put("config", blob("application/vnd.oci.image.config.v1+json", json(image)));
        manifest.put("layers", layers);
        Map<String, Object> entry =
                new LinkedHashMap<>(blob("application/vnd.oci.image.manifest.v1+json", json(manifest)));
        entry.put(
                "annotations",
                Map.of(
                        "org.opencontainers.image.ref.name",
                        name,
                        "io.containerd.image.name",
                        "docker.io/library/" + name));
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", "application/vnd.oci.image.index.v1+json");
        index.put("manifests", List.of(entry));
        layout.bytes("index.json", json(index), 0644);
        layout.text("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        try (OutputStream out = Files.newOutputStream(file)) {
            formats.tar(layout, "", out);
        }
    }

    private Map<String, Object> blob(String type, byte[] bytes) {
        String digest = HexFormat.of().formatHex(sha256().digest(bytes));
        layout.bytes("blobs/sha256/" + digest, bytes, 0644);
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", type);
        descriptor.put("digest", "sha256:" + digest);
        descriptor.put("size", bytes.length);
        return descriptor;
    }

    /** Maps of one entry or in a kept order only: the same bytes each time. */
    private static byte[] json(Object value) {
        return JSON.writer()
                .with(tools.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(value)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String created() {
        return Instant.ofEpochSecond(formats.seconds()).toString();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

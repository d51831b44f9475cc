package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSASN1Utils;
import federzug.trust.status.TrustKeeping.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bundle of trust data holds, with the digest of each file: this is what is signed.
 *
 * @param origin address of the list of lists
 * @param sequence its number
 */
record BundleManifest(Instant created, String origin, int sequence, List<Entry> entries) {
    static final String SCHEMA = "federzug-trust-1";
    static final String SIGNERS = "lotl-signers.pem";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    BundleManifest {
        entries = List.copyOf(entries);
    }

    /**
     * @param address where the list comes from, empty for the certificates
     * @param sha256 lower-case hex
     */
    record Entry(String name, String address, Instant fetchedAt, long size, String sha256) {
        Entry {
            boolean list = !address.isEmpty() && name.equals("lists/" + ListCache.name(address));
            if (!list && !(address.isEmpty() && name.equals(SIGNERS)) || !sha256.matches("[0-9a-f]{64}") || size < 0) {
                throw new IllegalArgumentException("no entry of a bundle: " + name);
            }
        }

        static Entry of(String name, String address, Instant fetchedAt, byte[] bytes) {
            return new Entry(name, address, fetchedAt, bytes.length, digest(bytes));
        }

        boolean matches(byte[] bytes) {
            return bytes.length == size && digest(bytes).equals(sha256);
        }

        boolean isList() {
            return !address.isEmpty();
        }
    }

    /** The list of lists. */
    Optional<Entry> first() {
        return entries.stream().filter(entry -> entry.address().equals(origin)).findFirst();
    }

    Optional<Entry> signers() {
        return entries.stream().filter(entry -> !entry.isList()).findFirst();
    }

    int lists() {
        return (int) entries.stream().filter(Entry::isList).count();
    }

    Bundle described(Path file, CertificateToken signer) {
        String holder = DSSASN1Utils.getHumanReadableName(signer);
        return new Bundle(file, created, origin, sequence, lists(), holder);
    }

    byte[] json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA)
                .put("created", created.toString())
                .put("origin", origin)
                .put("sequence", sequence);
        ArrayNode files = root.putArray("files");
        for (Entry entry : entries) {
            files.addObject()
                    .put("name", entry.name())
                    .put("address", entry.address())
                    .put("fetchedAt", entry.fetchedAt().toString())
                    .put("size", entry.size())
                    .put("sha256", entry.sha256());
        }
        return JSON.writeValueAsBytes(root);
    }

    /** @throws IOException if it is none */
    static BundleManifest of(byte[] json) throws IOException {
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.path("schema").asString("").equals(SCHEMA)) {
                throw new IOException("not " + SCHEMA);
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode file : root.path("files")) {
                entries.add(new Entry(
                        file.path("name").asString(""),
                        file.path("address").asString(""),
                        Instant.parse(file.path("fetchedAt").asString("")),
                        file.path("size").asLong(-1),
                        file.path("sha256").asString("")));
            }
            return new BundleManifest(
                    Instant.parse(root.path("created").asString("")),
                    root.path("origin").asString(""),
                    root.path("sequence").asInt(0),
                    entries);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new IOException("no manifest", e);
        }
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

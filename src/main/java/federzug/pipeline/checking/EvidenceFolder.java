package federzug.pipeline.checking;

import federzug.pipeline.folder.UsableFolder;
import federzug.trust.status.TrustSource;
import federzug.verification.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a check rests on, for the file or a long-term archive: the document, its reports, certificates, revocation
 * answers, time stamps, the trusted lists, and the digests of all of it.
 */
final class EvidenceFolder {
    private static final String DIGESTS = "SHA256SUMS";

    private final Path folder;
    private final Verification verification;
    private final Set<TrustSource> kept = new HashSet<>();

    EvidenceFolder(Path folder, Verification verification) {
        this.folder = UsableFolder.requireLocalAndWritable(folder);
        this.verification = verification;
    }

    synchronized void add(
            Path document, String name, List<Path> reports, TrustSource source, @Nullable String password) {
        Path own = folder.resolve(name);
        write(own.resolve(safe(String.valueOf(document.getFileName()))), document);
        reports.forEach(report -> write(own.resolve(String.valueOf(report.getFileName())), report));
        verification.evidence(document, source, password).forEach((file, bytes) -> write(own.resolve(file), bytes));
        verification
                .signedRevisions(document, password)
                .forEach((file, bytes) -> write(own.resolve("fassungen").resolve(file), bytes));
        if (kept.add(source)) {
            String kind = safe(source.word().replaceAll("^.*[/\\\\]", ""));
            verification
                    .trustFiles(source)
                    .forEach((file, bytes) ->
                            write(folder.resolve("vertrauen").resolve(kind).resolve(safe(file)), bytes));
        }
    }

    /** The digests of all files, as {@code sha256sum --check} reads them. */
    void close() {
        StringBuilder digests = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.equals(folder.resolve(DIGESTS))) {
                    try (InputStream in = Files.newInputStream(file)) {
                        digests.append(federzug.document.Digest.of(in).hex())
                                .append("  ")
                                .append(folder.relativize(file).toString().replace('\\', '/'))
                                .append('\n');
                    }
                }
            }
            Files.writeString(folder.resolve(DIGESTS), digests);
        } catch (IOException e) {
            throw UsableFolder.notWritable(folder, e);
        }
    }

    private static String safe(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
        return plain.isBlank() || plain.matches("\\.+") ? "_" : plain;
    }

    private static void write(Path target, Path from) {
        try {
            write(target, Files.readAllBytes(from));
        } catch (IOException e) {
            throw UsableFolder.notWritable(from, e);
        }
    }

    static void write(Path target, byte[] bytes) {
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, bytes);
        } catch (IOException e) {
            throw UsableFolder.notWritable(target, e);
        }
    }
}

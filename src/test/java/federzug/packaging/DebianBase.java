package federzug.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Unpacks the few Debian packages that a container needs beside Java: no shell, no package manager. */
final class DebianBase {
    private static final List<String> PACKAGES = List.of("libc6", "libgcc-s1", "zlib1g", "tzdata", "ca-certificates");

    private DebianBase() {}

    /** Empty where there is no apt, or no network for it. */
    static Optional<FileTree> unpacked(Path work) throws IOException {
        Path root = Files.createDirectories(work.resolve("root"));
        Path packages = Files.createDirectories(work.resolve("packages"));
        List<String> download = new ArrayList<>(List.of("apt-get", "-qq", "download"));
        download.addAll(PACKAGES);
        try {
            Process apt = new ProcessBuilder(download)
                    .directory(packages.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("apt.log").toFile())
                    .start();
            if (apt.waitFor() != 0) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } catch (IOException e) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(packages)) {
            for (Path file : found.sorted().toList()) {
                JavaRuntime.run(List.of("dpkg-deb", "-x", file.toString(), root.toString()));
            }
        }
        FileTree tree = new FileTree()
                .copy("", root)
                .without("usr/share/doc", "usr/share/man", "usr/share/lintian", "usr/sbin", "etc/ca-certificates");
        tree.text(
                "etc/passwd",
                "root:x:0:0:root:/root:/sbin/nologin\nfederzug:x:10001:10001:Federzug:/data:/sbin/nologin\n");
        tree.text("etc/group", "root:x:0:\nfederzug:x:10001:\n");
        tree.folder("tmp", 01777);
        tree.folder("data", 0777);
        return Optional.of(tree);
    }
}

package federzug.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The last step of a build with the profile {@code dist}: makes all packages from what was built. */
public final class MakePackages {
    private final Path sources;
    private final Path target;
    private final String version;
    private final Instant time;
    private final PackageFormats formats;

    private MakePackages(Path sources, String version, Instant time) {
        this.sources = sources;
        this.target = sources.resolve("target/dist");
        this.version = version;
        this.time = time;
        this.formats = new PackageFormats(time.getEpochSecond());
    }

    /**
     * @param arguments folder of the checkout, version, time of the release, jar, bill of materials, JDK to link from,
     *     JDK for Windows or nothing
     */
    public static void main(String[] arguments) throws IOException {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        Instant time = epoch == null ? Instant.parse(arguments[2]) : Instant.ofEpochSecond(Long.parseLong(epoch));
        new MakePackages(Path.of(arguments[0]).toRealPath(), arguments[1], time)
                .make(
                        Path.of(arguments[3]),
                        Path.of(arguments[4]),
                        new JavaRuntime(Path.of(arguments[5])),
                        arguments.length > 6 && !arguments[6].isBlank() ? Path.of(arguments[6]) : null);
    }

    private void make(Path jar, Path billFile, JavaRuntime java, @org.jspecify.annotations.Nullable Path windowsJdk)
            throws IOException {
        if (!Files.isReadable(billFile)) {
            throw new IOException("There is no bill of materials at " + billFile
                    + ": packages are made with the gates and online (mvn verify -Pdist, without -o and -Dquick).");
        }
        empty(target);
        Path work = Files.createDirectories(target.resolve("work"));
        BillOfMaterials bill = BillOfMaterials.read(billFile);
        VersionRules.read(sources.resolve("src/dist/version-rules.csv")).requireNone(bill.libraries());
        Path unpacked = work.resolve("application");
        JavaRuntime.run(List.of(
                java.jdk().resolve("bin/java").toString(),
                // The times it writes into the jar depend on the zone.
                "-Duser.timezone=UTC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--libraries",
                ".",
                "--destination",
                unpacked.toString()));
        FileTree folder = new Contents(sources, unpacked, bill, billFile, version, time).folder();
        String name = "federzug-" + version;
        folder.writeTo(target.resolve(name), FileTime.from(time));
        FileTree runtime = java.link(work.resolve("runtime"), null);
        say("Java " + (java.isSelfContained() ? "of its own" : "of this distribution, which needs its libraries") + ": "
                + java.jdk());

        formats.tarXz(
                new FileTree().add("", folder.without("bin/federzug.cmd")).add("runtime", runtime),
                name + "/",
                target.resolve(name + ".tar.xz"));
        windowsZip(folder, name, java, windowsJdk, work);
        DebianPackage debian = new DebianPackage(sources.resolve("src/dist"), version, time);
        FileTree data = debian.data(folder);
        formats.deb(debian.control(data), data, target.resolve("federzug_" + version + "_all.deb"));
        container(folder, runtime, java, name, work);
        Files.copy(billFile, target.resolve(name + "-sbom.json"));
        empty(work);
        Files.delete(work);
        sums();
    }

    private void windowsZip(
            FileTree folder, String name, JavaRuntime java, @org.jspecify.annotations.Nullable Path jdk, Path work)
            throws IOException {
        FileTree zip = new FileTree().add("", folder.without("share")).copy("", sources.resolve("src/dist/windows"));
        for (String script : zip.nodes().keySet().stream()
                .filter(path -> path.endsWith(".cmd"))
                .toList()) {
            zip.edit(script, text -> text.replace("\r\n", "\n").replace("\n", "\r\n"));
        }
        if (jdk != null) {
            zip.add("runtime", java.link(work.resolve("runtime-windows"), jdk));
        }
        formats.zip(zip, name + "/", target.resolve(name + ".zip"));
    }

    private void container(FileTree folder, FileTree runtime, JavaRuntime java, String name, Path work)
            throws IOException {
        if (!java.isSelfContained()) {
            say(
                    "No container image: it needs a Java that stands alone (-Dfederzug.runtime.jdk=…, for example Temurin).");
            return;
        }
        Optional<FileTree> base = DebianBase.unpacked(work);
        if (base.isEmpty()) {
            say("No container image: its base is made of Debian packages, and apt-get cannot download them here.");
            return;
        }
        FileTree application = folder.without("share", "bin", "lib/make-archive");
        FileTree libraries = application.only("lib", "opt/federzug/lib").without("opt/federzug/lib/federzug.jar");
        FileTree own = new FileTree().add("opt/federzug", application);
        libraries.nodes().keySet().forEach(path -> {
            if (!own.nodes().get(path).isFolder()) {
                own.nodes().remove(path);
            }
        });
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("User", "10001:10001");
        settings.put("WorkingDir", "/data");
        settings.put("Volumes", Map.of("/data", Map.of()));
        settings.put("ExposedPorts", Map.of("8080/tcp", Map.of()));
        settings.put("Env", List.of("LANG=C.UTF-8", "HOME=/data"));
        settings.put(
                "Entrypoint",
                List.of(
                        "/opt/federzug/runtime/bin/java",
                        "-Dfederzug.app=/opt/federzug",
                        "-XX:+UseSerialGC",
                        "-XX:MaxRAMPercentage=70",
                        "-Dh2.bindAddress=127.0.0.1",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-jar",
                        "/opt/federzug/lib/federzug.jar"));
        settings.put("Cmd", List.of("serve", "--home", "/data/home", "--out", "/data/out"));
        settings.put("Labels", Map.of("org.opencontainers.image.version", version));
        new ContainerImage(formats)
                .layer("Debian packages", base.orElseThrow())
                .layer("Java", new FileTree().add("opt/federzug/runtime", runtime))
                .layer("libraries", libraries)
                .layer("Federzug", own)
                .write(settings, "federzug:" + version, target.resolve(name + "-oci.tar"));
    }

    private void sums() throws IOException {
        StringBuilder sums = new StringBuilder();
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                MessageDigest digest = ContainerImage.sha256();
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] buffer = new byte[1 << 16];
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        digest.update(buffer, 0, read);
                    }
                }
                sums.append(HexFormat.of().formatHex(digest.digest()))
                        .append("  ")
                        .append(file.getFileName())
                        .append('\n');
            }
        }
        Files.writeString(target.resolve("SHA256SUMS"), sums);
        say(sums.toString());
    }

    private static void say(String text) {
        System.out.println(text);
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}

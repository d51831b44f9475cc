package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * How long somebody waits for the first document of a fresh JVM: an agreement of five pages, from matter to checked PDF,
 * by the clock from the start of the process until the PDF's bytes are there, with a class archive made as the launcher
 * makes it. In the same run, by turns: Java doing nothing, the same without archive, and LibreOffice with the same
 * agreement (a started profile, no warm process). {@code mvn -Pbench verify -Dbench.rounds=5}
 */
class FirstDocumentBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final double TARGET = 1.5;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path folder = Path.of("target", "bench", "first-document").toAbsolutePath();

    /** Seconds: by the clock until the document is there, and CPU of the process until then. */
    private record Cost(double wall, double cpu) {}

    @Test
    void theFirstDocumentIsThereInASecondAndAHalf() throws Exception {
        Files.createDirectories(folder);
        String classPath = jars();
        Path archive = archive(classPath);
        List<Cost> archived = new ArrayList<>();
        List<Cost> plain = new ArrayList<>();
        List<Cost> floor = new ArrayList<>();
        List<Cost> soffice = new ArrayList<>();
        boolean peer = sofficeIsThere();
        double load = load();
        for (int round = 0; round < ROUNDS; round++) {
            archived.add(document(classPath, "-Xshare:auto", "-XX:SharedArchiveFile=" + archive));
            floor.add(whole(List.of(JAVA.toString(), "-Xshare:auto", "-version")));
            plain.add(document(classPath));
            if (peer) {
                soffice.add(soffice());
            }
        }
        StringBuilder report = new StringBuilder();
        report.append(
                "first document of a fresh JVM, median of %d (s by the clock / s CPU), load average %.1f to %.1f%n"
                        .formatted(ROUNDS, load, load()));
        line(report, "federzug, class archive", archived);
        line(report, "federzug, no archive", plain);
        line(report, "java -version", floor);
        if (peer) {
            line(report, "soffice, one file", soffice);
        }
        System.out.println(report);
        Files.writeString(folder.resolve("report.txt"), report);
        assertThat(median(archived, true)).isLessThanOrEqualTo(TARGET);
    }

    private static void line(StringBuilder report, String what, List<Cost> costs) {
        report.append("  %-24s %.2f / %.2f%n".formatted(what, median(costs, true), median(costs, false)));
    }

    private static double median(List<Cost> costs, boolean wall) {
        double[] sorted = costs.stream()
                .mapToDouble(cost -> wall ? cost.wall() : cost.cpu())
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** A class archive knows only jars; folders of classes become some. */
    private String jars() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (entry.isEmpty() || folder.startsWith(path)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                path = jar(path, folder.resolve(entries.size() + ".jar"));
            }
            if (Files.exists(path)) {
                entries.add(path.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    /** As the launcher does it. */
    private Path archive(String classPath) throws Exception {
        Path list = folder.resolve("classes.lst");
        Path archive = folder.resolve("classes.jsa");
        Files.deleteIfExists(archive);
        run(command(classPath, "-XX:DumpLoadedClassList=" + list), Redirect.DISCARD);
        run(
                List.of(
                        JAVA.toString(),
                        "-XX:+UseSerialGC",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        classPath),
                Redirect.DISCARD);
        assertThat(archive).exists();
        return archive;
    }

    private List<String> command(String classPath, String... options) {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                classPath,
                FirstDocument.class.getName(),
                folder.resolve("first.pdf").toString()));
        return command;
    }

    private Cost document(String classPath, String... options) throws Exception {
        List<String> command = command(classPath, options);
        Path said = folder.resolve("said.txt");
        Files.deleteIfExists(folder.resolve("first.pdf"));
        long start = System.currentTimeMillis();
        run(command, Redirect.to(said.toFile()));
        String[] words = Files.readString(said).strip().split(" ");
        assertThat(words[4]).as("pages").isEqualTo("5");
        assertThat(Files.size(folder.resolve("first.pdf"))).isGreaterThan(20_000);
        return new Cost((Long.parseLong(words[2]) - start) / 1e3, Long.parseLong(words[3]) / 1e3);
    }

    private static void run(List<String> command, Redirect output) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor()).as(command.get(0)).isZero();
    }

    private static boolean sofficeIsThere() throws Exception {
        try {
            run(List.of("soffice", "--version"), Redirect.DISCARD);
            return true;
        } catch (IOException e) {
            System.out.println("LibreOffice is not installed: nothing to compare with");
            return false;
        }
    }

    private Cost soffice() throws Exception {
        Path docx = folder.resolve("agreement.docx");
        List<String> command = List.of(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.resolve("soffice").toString(),
                docx.toString());
        if (!Files.exists(docx)) {
            Files.write(docx, FirstDocument.draft());
            // The first call makes the profile, which is not counted.
            run(command, Redirect.DISCARD);
        }
        return whole(command);
    }

    /** A whole process, its CPU as the shell counts it. */
    private Cost whole(List<String> command) throws Exception {
        Path said = folder.resolve("times.txt");
        List<String> shell = new ArrayList<>(List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; file=$1; shift; { time \"$@\" >/dev/null 2>&1; } 2>\"$file\"",
                "bash",
                said.toString()));
        shell.addAll(command);
        run(shell, Redirect.DISCARD);
        String[] seconds =
                Files.readString(said, StandardCharsets.UTF_8).strip().split(" ");
        return new Cost(
                Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]));
    }
}

package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.FederzugProcess;
import federzug.testkit.MailSink;
import federzug.testkit.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of data and results is full before and while a matter is on its way: one clear sentence, and nothing lost. */
class FullDiskIT {
    private static final String SENTENCE = "Der Datenträger ist voll";

    @TempDir
    Path folder;

    private Path disk;

    @Test
    void saysSoAndFinishesWhenThereIsRoomAgain() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk small = SmallDisk.mount(disk, 120_000);
                MailSink sink = new MailSink()) {
            Path config = configuration(sink.port());
            fill();
            String[] run = command(
                    config, "run", example(), "--out", disk.resolve("out").toString());
            CommandLineInside.Ended before = inside(run);
            assertThat(before.exit()).as(before.err()).isEqualTo(3);
            assertThat(before.err()).containsOnlyOnce(SENTENCE).contains("federzug resume");
            assertThat(sentences(before.err().lines().toList())).hasSize(1);
            assertThat(isEmpty(disk.resolve("home"))).isTrue();

            Files.delete(disk.resolve("filler"));
            boolean[] filled = {false};
            FederzugProcess.Ended during = FederzugProcess.run(
                    folder,
                    Map.of("LOGGING_CONFIG", "classpath:logback-spring.xml"),
                    said -> {
                        if (!filled[0] && said.contains("hat unterzeichnet")) {
                            filled[0] = true;
                            fill();
                        }
                        return false;
                    },
                    run);
            assertThat(filled).containsExactly(true);
            assertThat(during.exit()).as(during.trouble()).isEqualTo(3);
            assertThat(during.trouble()).containsOnlyOnce(SENTENCE);
            assertThat(sentences(during.err())).hasSize(1);

            Files.delete(disk.resolve("filler"));
            CommandLineInside.Ended after = inside(command(config, "resume"));
            assertThat(after.exit()).as(after.err()).isZero();
            assertThat(inside(run).exit()).isZero();
            assertThat(sink.mails()).hasSize(8);
            Path signed = disk.resolve("out/crimmitschau-2021/kooperationsvereinbarung-signiert.pdf");
            CommandLineInside.Ended check = inside(command(config, "check", signed.toString()));
            assertThat(check.exit()).as(check.out()).isZero();
            assertThat(Files.readString(signed, java.nio.charset.StandardCharsets.ISO_8859_1)
                            .split("/Type ?/Sig\\b"))
                    .hasSize(4);
        }
    }

    private static String example() {
        return Path.of("examples/crimmitschau").toAbsolutePath().toString();
    }

    private static boolean isEmpty(Path home) {
        try (Stream<Path> left = Files.list(home)) {
            return left.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told as trouble, without progress. */
    private static List<String> sentences(List<String> err) {
        return err.stream()
                .filter(line -> line.startsWith("Fehler") || line.startsWith("\t") || line.contains("Exception"))
                .toList();
    }

    private void fill() {
        byte[] block = new byte[512];
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            for (int i = 0; i < 1_000_000; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    private static CommandLineInside.Ended inside(String... arguments) {
        return CommandLineInside.run(Federzug::start, arguments);
    }

    private String[] command(Path config, String... words) {
        return Stream.concat(
                        Stream.of(words),
                        Stream.of("--home", disk.resolve("home").toString(), "--config", config.toString(), "--plain"))
                .toArray(String[]::new);
    }

    private Path configuration(int port) throws IOException {
        return Files.writeString(folder.resolve("federzug.yaml"), """
                federzug.delivery:
                  sender-address: asskomm@lpr.example
                  rehearsal-address: probe@lpr.example
                  smtp: { host: 127.0.0.1, port: %d, tls: opportunistic }
                """.formatted(port));
    }
}

package federzug.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Somebody with poppler's pdfsig and the example keys in a certificate store of NSS. */
public final class ForeignSigner {
    private static final int TRIES = 40;

    private final Path folder;

    public ForeignSigner(Path folder, String... persons) throws IOException {
        Program.require("pdfsig", "poppler-utils");
        Program.require("certutil", "libnss3-tools");
        this.folder = Files.createDirectories(folder.resolve("nss"));
        run("certutil", "-N", "-d", store(), "--empty-password");
        for (String person : persons) {
            String key = "keystores-example/" + person + "-NUR-ZUM-TESTEN.p12";
            run("pk12util", "-i", key, "-d", store(), "-W", "nur-zum-testen", "-K", "");
        }
    }

    /** Signs in a field that the program adds. */
    public byte[] signInItsOwnField(byte[] pdf, String person) throws IOException {
        return sign(pdf, "-add-signature", "-nick", person + "-nur-zum-testen");
    }

    /** Signs the prepared field; a version of pdfsig that measures an ECDSA signature wrongly is asked again. */
    public byte[] sign(byte[] pdf, String person) throws IOException {
        return sign(pdf, "-sign", person + "_Unterschrift", "-nick", person + "-nur-zum-testen");
    }

    private byte[] sign(byte[] pdf, String... options) throws IOException {
        Path in = Files.write(folder.resolve("in.pdf"), pdf);
        Path out = folder.resolve("out.pdf");
        for (int i = 0; i < TRIES; i++) {
            Files.deleteIfExists(out);
            Program.Ended ended = Program.run(Stream.of(
                            Stream.of("pdfsig", "-nssdir", store()),
                            Stream.of(options),
                            Stream.of(in.toString(), out.toString()))
                    .flatMap(part -> part)
                    .toArray(String[]::new));
            if (ended.exit() == 0 && !ended.output().contains("unable")) {
                return Files.readAllBytes(out);
            }
        }
        throw new AssertionError("pdfsig does not sign");
    }

    private String store() {
        return "sql:" + folder;
    }

    private static void run(String... command) {
        Program.Ended ended = Program.run(command);
        if (ended.exit() != 0) {
            throw new AssertionError(ended.output());
        }
    }
}

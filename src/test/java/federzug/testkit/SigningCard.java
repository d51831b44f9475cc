package federzug.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import federzug.testkit.SigningKeys.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.stream.Stream;

/** Cards of SoftHSM2, in the folder that the environment variable SOFTHSM2_CONF of the test's process names. */
public final class SigningCard {
    private static final Path LIBRARY = Stream.of(
                    "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of("/usr/lib/softhsm/libsofthsm2.so"));

    private SigningCard() {}

    public static Path library() {
        return LIBRARY;
    }

    /** An empty shelf of cards. Must be called before the library is loaded by anybody. */
    public static void shelf() throws IOException {
        Program.require("softhsm2-util", "softhsm2");
        String configuration = System.getenv("SOFTHSM2_CONF");
        boolean set = configuration != null && !configuration.isBlank();
        if (!set && Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError("SOFTHSM2_CONF must name a file in the build folder");
        }
        assumeTrue(set, "skipped: the environment variable SOFTHSM2_CONF names no file to write");
        Path file = Path.of(String.valueOf(configuration));
        Path tokens = file.resolveSibling("karten");
        Files.createDirectories(tokens);
        Files.writeString(
                file, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    }

    /** A fresh card. Cards made after the library was loaded are not seen by it. */
    public static void make(String label, String pin) {
        Program.run("softhsm2-util", "--delete-token", "--token", label);
        Program.Ended made = Program.run(
                "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "87654321");
        if (made.exit() != 0) {
            throw new AssertionError(made.output());
        }
    }

    /** Puts keys and certificates on the card in the slot of that index. */
    public static void fill(int slot, String pin, Holder... holders) {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name = fuellen%nlibrary = %s%nslotListIndex = %d%n".formatted(LIBRARY, slot));
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, pin.toCharArray());
            for (Holder holder : holders) {
                String alias =
                        holder.certificate().getSubjectX500Principal().getName().replaceAll("^CN=", "");
                Certificate[] chain = {holder.certificate(), holder.root()};
                keys.setKeyEntry(alias, holder.key().getPrivate(), null, chain);
            }
            ((AuthProvider) provider).logout();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}

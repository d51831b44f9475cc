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
import java.util.List;
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

    public static final String PIN = "482913";

    /** The library sees no card that is made after it was loaded: all of them are made at once. */
    private static final List<String> CARDS =
            List.of("Karte OB", "Karte PP", "Karte leer", "Karte fragt", "Karte LPR", "Karte Siegel", "Karte QES");

    private static boolean made;

    /** A shelf of empty cards, the same for all tests of this process; each card belongs to one test. */
    public static synchronized void shelf() throws IOException {
        if (made) {
            return;
        }
        room();
        CARDS.forEach(label -> make(label, PIN));
        made = true;
    }

    private static void room() throws IOException {
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

    private static void make(String label, String pin) {
        Program.run("softhsm2-util", "--delete-token", "--token", label);
        Program.Ended made = Program.run(
                "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "87654321");
        if (made.exit() != 0) {
            throw new AssertionError(made.output());
        }
    }

    /** Of the slot that holds this card, in the library's list. */
    public static int index(String label) {
        int index = -1;
        for (String line : Program.run("softhsm2-util", "--show-slots").output().split("\n")) {
            if (line.matches("Slot \\d+\\s*")) {
                index++;
            } else if (line.strip().matches("Label:\\s+" + label)) {
                return index;
            }
        }
        throw new AssertionError(label);
    }

    /** Puts keys and certificates on the card in the slot of that index. */
    public static void fill(int slot, String pin, Holder... holders) {
        fill(slot, pin, "", holders);
    }

    /** Keys that want the PIN for each signature. */
    public static void fillAsking(int slot, String pin, Holder... holders) {
        fill(slot, pin, "attributes(import, CKO_PRIVATE_KEY, *) = {%n CKA_ALWAYS_AUTHENTICATE = true%n}%n", holders);
    }

    private static void fill(int slot, String pin, String attributes, Holder... holders) {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure(
                        ("--name = fuellen%nlibrary = %s%nslotListIndex = %d%n" + attributes).formatted(LIBRARY, slot));
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

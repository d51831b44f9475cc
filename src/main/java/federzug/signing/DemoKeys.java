package federzug.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The signers of {@code keystores-example}, each a built-in device. Their password is no secret. */
final class DemoKeys {
    private static final String MARK = "-nur-zum-testen.p12";

    private final Path folder;

    DemoKeys(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    static char[] pin() {
        return "nur-zum-testen".toCharArray();
    }

    /** {@code demo-raphael} for {@code raphael-NUR-ZUM-TESTEN.p12}. */
    Map<String, SigningSettings.Device> devices() {
        Map<String, SigningSettings.Device> devices = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return devices;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.p12")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.toLowerCase(Locale.ROOT).endsWith(MARK)) {
                    String person = name.substring(0, name.length() - MARK.length());
                    devices.put(
                            "demo-" + person, new SigningSettings.Device("pkcs12", file, null, null, null, null));
                }
            }
            return devices;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean owns(SigningSettings.Device device) {
        Path file = device.file();
        return file != null
                && folder.equals(file.toAbsolutePath().normalize().getParent())
                && devices().containsValue(device);
    }
}

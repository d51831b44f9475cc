package federzug.signing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code federzug.signing}.
 *
 * @param devices by the name under which a matter's data call them ({@code geraet})
 */
@ConfigurationProperties("federzug.signing")
record SigningSettings(Map<String, Device> devices) {
    SigningSettings(@Nullable Map<String, Device> devices) {
        this.devices = devices == null ? Map.of() : Map.copyOf(devices);
    }

    /**
     * One device. A PIN never stands here, only where it is to be found; without that, a person is asked.
     *
     * @param type {@code pkcs12} or {@code rueckgabe}
     * @param file the PKCS#12 file
     * @param alias of the key, needed only if there are several
     * @param pinEnv name of an environment variable
     * @param pinFile a file only its owner can read
     * @param certificate the certificate (PEM or DER), so that it is known before the PIN is; else the file's name
     *     with {@code .crt} is looked for
     */
    record Device(
            @Nullable String type,
            @Nullable Path file,
            @Nullable String alias,
            @Nullable String pinEnv,
            @Nullable Path pinFile,
            @Nullable Path certificate) {}
}

package federzug.trust;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code federzug.trust.transfer.*}: trust data on their way to a machine without internet. The password never stands
 * here, only where it is to be found.
 *
 * @param key PKCS#12 file with the key that signs what is exported
 * @param keyPasswordEnv name of an environment variable
 * @param keyPasswordFile a file only its owner can read
 * @param certificate the certificates (PEM, DER) whose signature is believed when something is brought in
 */
@ConfigurationProperties("federzug.trust.transfer")
public record TransferSettings(
        @Nullable Path key,
        @Nullable String keyPasswordEnv,
        @Nullable Path keyPasswordFile,
        @Nullable Path certificate) {
    public static final TransferSettings NONE = new TransferSettings(null, null, null, null);
}

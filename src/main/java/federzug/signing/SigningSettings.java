package federzug.signing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.signing}.
 *
 * @param devices by the name under which a matter's data call them ({@code geraet})
 */
@ConfigurationProperties("federzug.signing")
public record SigningSettings(Map<String, Device> devices) {
    public SigningSettings(@Nullable Map<String, Device> devices) {
        this.devices = devices == null ? Map.of() : Map.copyOf(devices);
    }

    /**
     * One device. A PIN never stands here, only where it is to be found; without that, a person is asked.
     *
     * @param type {@code pkcs12}, {@code pkcs11}, {@code csc} or {@code rueckgabe}
     * @param file the PKCS#12 file
     * @param alias of the key, needed only if there are several
     * @param pinEnv name of an environment variable
     * @param pinFile a file only its owner can read
     * @param certificate the certificate (PEM or DER), so that it is known before the PIN is; else, for a key store
     *     file, its name with {@code .crt} is looked for
     * @param algorithm JCA-like name, for example {@code SHA384withRSAandMGF1}; else the one that goes with the key
     * @param card of {@code pkcs11}
     * @param service of {@code csc}
     * @param image a PNG or JPEG file to stand beside the words of the signature, for example the handwritten name
     */
    public record Device(
            @Nullable String type,
            @Nullable Path file,
            @Nullable String alias,
            @Nullable String pinEnv,
            @Nullable Path pinFile,
            @Nullable Path certificate,
            @Nullable String algorithm,
            @Nullable Card card,
            @Nullable Service service,
            @Nullable Path image) {
        public static Device of(String type, @Nullable Path file, @Nullable Card card) {
            return new Device(type, file, null, null, null, null, null, card, null, null);
        }
    }

    /**
     * A card or HSM behind a PKCS#11 library.
     *
     * @param library absolute path of the manufacturer's library
     * @param token label of the token; without it and without slot there must be only one
     * @param slot index of the slot in the library's list, from 0: identifiers of slots are random in some libraries
     * @param pinPad the PIN is entered at the reader, never here; most readers say so themselves
     */
    public record Card(
            @Nullable Path library,
            @Nullable String token,
            @Nullable Integer slot,
            @DefaultValue("false") boolean pinPad) {}

    /**
     * A remote signing service by the API of the Cloud Signature Consortium, version 2.
     *
     * @param url base address, for example {@code https://service.example/csc/v2}
     * @param clientId as registered with the service
     * @param clientSecretEnv name of an environment variable with the client's secret
     * @param clientSecretFile or a file only its owner can read
     * @param login {@code person} (authorization code with PKCE in a browser) or {@code client} (client credentials)
     * @param credential identifier of the credential, needed only if there are several
     * @param redirect loopback address the browser comes back to, for example {@code http://127.0.0.1:8765/}; without
     *     it the person pastes the code
     * @param timeout for each answer
     * @param clientLogin how the agency's secret is sent: {@code basic} (in the header), {@code post} (in the form) or
     *     {@code auto}
     * @param release how a release in the browser names its hashes: {@code parameters}, {@code details} (RFC 9396) or
     *     {@code auto}
     * @param hashes how hashes are written: {@code base64}, {@code base64url}, {@code percent} or {@code auto}
     * @param lang of the service's pages for the person
     */
    public record Service(
            @Nullable URI url,
            @Nullable String clientId,
            @Nullable String clientSecretEnv,
            @Nullable Path clientSecretFile,
            @DefaultValue("person") String login,
            @Nullable String credential,
            @Nullable URI redirect,
            @DefaultValue("20s") Duration timeout,
            @DefaultValue("auto") String clientLogin,
            @DefaultValue("auto") String release,
            @DefaultValue("auto") String hashes,
            @DefaultValue("de-DE") String lang) {}
}

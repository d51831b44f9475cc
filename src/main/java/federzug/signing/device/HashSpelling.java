package federzug.signing.device;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/**
 * How a hash is written for a remote service. The CSC API wants Base64 in JSON and base64url in an address; services
 * differ.
 */
enum HashSpelling {
    BASE64(hash -> Base64.getEncoder().encodeToString(hash)),
    BASE64URL(hash -> Base64.getUrlEncoder().withoutPadding().encodeToString(hash)),
    /** Base64 whose three special characters are percent-encoded, so that it survives an address. */
    PERCENT(hash -> URLEncoder.encode(Base64.getEncoder().encodeToString(hash), StandardCharsets.US_ASCII));

    private final Function<byte[], String> writer;

    HashSpelling(Function<byte[], String> writer) {
        this.writer = writer;
    }

    String of(byte[] hash) {
        return writer.apply(hash);
    }
}

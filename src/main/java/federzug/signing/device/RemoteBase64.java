package federzug.signing.device;

import java.util.Base64;

/** Decodes what services write as Base64: in lines or one, with either alphabet (RFC 4648), filled up or not, as PEM. */
final class RemoteBase64 {
    private RemoteBase64() {}

    /** @throws IllegalArgumentException if it is none of these */
    static byte[] decoded(String text) {
        String bare = text.replaceAll("-----(?:BEGIN|END) CERTIFICATE-----|\\s|=+\\s*$", "")
                .replace('-', '+')
                .replace('_', '/');
        return Base64.getDecoder().decode(bare);
    }
}

package federzug.ceremony;

import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts under a random value of at least 128 bits that is not kept (AES-256-GCM, NIST SP 800-38D). Key and digest are
 * derived from it apart: the digest, which stands in the table, says nothing about the key.
 */
final class StateCipher {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private StateCipher() {}

    static Digest digest(String state) {
        return derived("digest", state);
    }

    static String encrypted(String state, String content) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] hidden = work(Cipher.ENCRYPT_MODE, state, nonce, content.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE + hidden.length);
        System.arraycopy(hidden, 0, both, NONCE, hidden.length);
        return Base64.getEncoder().encodeToString(both);
    }

    static String decrypted(String state, String encrypted) {
        byte[] both = Base64.getDecoder().decode(encrypted);
        byte[] nonce = Arrays.copyOf(both, NONCE);
        byte[] hidden = Arrays.copyOfRange(both, NONCE, both.length);
        return new String(work(Cipher.DECRYPT_MODE, state, nonce, hidden), StandardCharsets.UTF_8);
    }

    private static byte[] work(int mode, String state, byte[] nonce, byte[] bytes) {
        try {
            byte[] key = HexFormat.of().parseHex(derived("key", state).hex());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not what was encrypted", e);
        }
    }

    private static Digest derived(String purpose, String state) {
        return Digest.of(("federzug remote login\n" + purpose + "\n" + state).getBytes(StandardCharsets.UTF_8));
    }
}

package federzug.verification.file;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDCryptFilterDictionary;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;

/** Decrypts object streams of a file that was opened with its password (ISO 32000-1, 7.6.2; ISO 32000-2, 7.6.3). */
final class StreamDecryption {
    static final StreamDecryption NONE = new StreamDecryption(new byte[0], "Identity");

    private static final int BLOCK = 16;
    private static final byte[] SALT = {0x73, 0x41, 0x6C, 0x54};

    private final byte[] key;
    private final String method;

    /** @param method {@code Identity}, {@code V2} (RC4), {@code AESV2} or {@code AESV3} */
    private StreamDecryption(byte[] key, String method) {
        this.key = key;
        this.method = method;
    }

    static StreamDecryption of(PDDocument pdf) throws MalformedPdfException {
        if (!pdf.isEncrypted()) {
            return NONE;
        }
        PDEncryption encryption = pdf.getEncryption();
        try {
            return new StreamDecryption(encryption.getSecurityHandler().getEncryptionKey(), method(encryption));
        } catch (java.io.IOException e) {
            throw new MalformedPdfException("encryption of an unknown kind", 0);
        }
    }

    private static String method(PDEncryption encryption) {
        if (encryption.getVersion() < 4) {
            return "V2";
        }
        COSName filter = encryption.getStreamFilterName();
        PDCryptFilterDictionary how = encryption.getCryptFilterDictionary(filter);
        return how == null ? "Identity" : how.getCryptFilterMethod().getName();
    }

    byte[] decrypted(IndirectObject stream, byte[] data) throws MalformedPdfException {
        try {
            return switch (method) {
                case "V2" -> rc4(keyOf(stream, new byte[0]), data);
                case "AESV2" -> aes(keyOf(stream, SALT), data);
                case "AESV3" -> aes(key, data);
                default -> data;
            };
        } catch (GeneralSecurityException e) {
            throw new MalformedPdfException("a stream that cannot be decrypted", stream.start());
        }
    }

    /** Algorithm 1 of 7.6.2. */
    private byte[] keyOf(IndirectObject stream, byte[] salt) throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(key);
        for (int i = 0; i < 3; i++) {
            md5.update((byte) (stream.number() >> 8 * i));
        }
        md5.update((byte) stream.generation());
        md5.update((byte) (stream.generation() >> 8));
        return Arrays.copyOf(md5.digest(salt), Math.min(BLOCK, key.length + 5));
    }

    private static byte[] rc4(byte[] key, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RC4");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "RC4"));
        return cipher.doFinal(data);
    }

    private static byte[] aes(byte[] key, byte[] data) throws GeneralSecurityException {
        int length = data.length - data.length % BLOCK;
        if (length < 2 * BLOCK) {
            return new byte[0];
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(data, 0, BLOCK));
        return cipher.doFinal(data, BLOCK, length - BLOCK);
    }
}

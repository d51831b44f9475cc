package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.signing.SigningDevice;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** What every signing device does, whatever holds its key. */
public interface SigningDeviceContract {
    /** A device that is unlocked, under the name {@code contract} or one of the demo keys'. */
    SigningDevice anOpenDevice() throws Exception;

    @Test
    default void itsSignatureIsVerifiedByItsFirstCertificate() throws Exception {
        byte[] text = {1, 2, 3};
        try (SigningDevice device = anOpenDevice()) {
            assertThat(isValid(device, text, device.sign(text))).isTrue();
            assertThat(isValid(device, new byte[] {1, 2, 4}, device.sign(text))).isFalse();
        }
    }

    @Test
    default void signsSeveralInTheirOrder() throws Exception {
        List<byte[]> texts = List.of(new byte[] {1}, new byte[] {2}, new byte[] {3});
        try (SigningDevice device = anOpenDevice()) {
            List<byte[]> values = device.signAll(texts);
            assertThat(values).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(isValid(device, texts.get(i), values.get(i))).isTrue();
            }
        }
    }

    @Test
    default void signsNothingWhereNothingIsAskedFor() throws Exception {
        try (SigningDevice device = anOpenDevice()) {
            assertThat(device.signAll(List.of())).isEmpty();
        }
    }

    @Test
    default void hasANameAndACertificateOfItsOwn() throws Exception {
        try (SigningDevice device = anOpenDevice()) {
            assertThat(device.name()).matches("contract|demo-\\w+");
            assertThat(device.toString()).doesNotContain(SigningCard.PIN, SigningRemote.PIN, SigningRemote.OTP);
            X509Certificate own = certificate(device.certificateChain().get(0));
            assertThat(own.getBasicConstraints())
                    .as("the signer's, not an authority's")
                    .isEqualTo(-1);
        }
    }

    @Test
    default void signsNoMoreOnceItIsClosed() throws Exception {
        SigningDevice device = anOpenDevice();
        device.close();
        device.close();
        assertThatThrownBy(() -> device.sign(new byte[] {1})).isInstanceOf(RuntimeException.class);
    }

    private static boolean isValid(SigningDevice device, byte[] text, byte[] value) throws GeneralSecurityException {
        Signature check = Signature.getInstance(device.algorithm(), new BouncyCastleProvider());
        check.initVerify(certificate(device.certificateChain().get(0)).getPublicKey());
        check.update(text);
        return check.verify(value);
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}

package federzug.signing.device;

import federzug.signing.SigningDevice;
import java.util.List;
import java.util.Optional;

/** A device whose holder wants a picture beside the words of the signature. */
record PicturedDevice(SigningDevice device, byte[] picture) implements SigningDevice {
    @Override
    public String name() {
        return device.name();
    }

    @Override
    public List<byte[]> certificateChain() {
        return device.certificateChain();
    }

    @Override
    public String algorithm() {
        return device.algorithm();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return device.sign(toBeSigned);
    }

    @Override
    public byte[] sign(byte[] toBeSigned, String label) {
        return device.sign(toBeSigned, label);
    }

    @Override
    public List<byte[]> signAll(List<byte[]> toBeSigned) {
        return device.signAll(toBeSigned);
    }

    @Override
    public boolean keyIsAFile() {
        return device.keyIsAFile();
    }

    @Override
    public Optional<byte[]> image() {
        return Optional.of(picture);
    }

    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return device.toString();
    }
}

package federzug.signing;

import java.util.List;

/** The configured signing devices ({@code federzug.signing.devices.<name>}) and the built-in demo devices. */
public interface Devices {
    List<String> names();

    /**
     * @throws SigningException naming the nearest known device; or that its key store is missing or unreadable
     */
    DeviceFacts facts(String name);

    /** How it signs: {@code pkcs12}, {@code pkcs11}, {@code csc} or {@code rueckgabe}. */
    default String kind(String name) {
        return facts(name).returned() ? "rueckgabe" : "pkcs12";
    }

    /**
     * Unlocks a device.
     *
     * @param secrets asked for a PIN only if neither environment nor file nor the demo gives one
     * @throws SigningException with a code of its own for a wrong PIN, a locked PIN, a missing key store
     */
    SigningDevice open(String name, Secrets secrets);

    /** Asks a person for a secret without echo. The array is wiped by the device. */
    @FunctionalInterface
    interface Secrets {
        char[] ask(String device);
    }
}

package federzug.signing;

import federzug.notice.Notice;
import java.net.URI;
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

    /** Whether example keys are taken at all; a house for real matters alone does not. */
    default boolean takesExamples() {
        return true;
    }

    /**
     * A device that signs for a person in rehearsals: with a demo key in the person's own name, made if there is none.
     *
     * @param person key in the data
     * @return its name
     */
    String forRehearsal(String person, String given, String family);

    /**
     * A device that seals for the house in rehearsals: with a demo key, made if there is none.
     *
     * @return its name
     */
    String sealForRehearsal();

    /** Whether a person has to act each time: enters a PIN, logs in, or signs elsewhere. */
    boolean needsPerson(String name);

    /**
     * Begins a signing with a remote service whose person works in a browser.
     *
     * @param returnAddress one that is registered with the service
     * @throws SigningException if the device is none of a remote service, or the service does not answer
     */
    BrowserSigning inBrowser(String name, URI returnAddress);

    /**
     * Continues a signing that waited for the browser, perhaps in another process.
     *
     * @param kept {@link BrowserSigning#kept}
     * @throws SigningException if the device is none of a remote service any more, or the service does not answer
     */
    BrowserSigning backInBrowser(String name, String kept);

    /** Asks a person for a secret without echo. The array is wiped by the device. */
    @FunctionalInterface
    interface Secrets {
        char[] ask(String device);

        /** Asks for something else than the device's PIN, for example a one-time password; empty without an answer. */
        default char[] ask(Notice question) {
            return new char[0];
        }

        /** Says what to do before the next question, for example which address to open in a browser. */
        default void tell(Notice what) {}
    }
}

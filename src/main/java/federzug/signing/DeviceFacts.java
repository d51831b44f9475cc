package federzug.signing;

import java.time.Instant;
import java.util.List;

/**
 * What is known about a device without its PIN.
 *
 * @param holder subject name of the certificate, empty if unknown without unlocking
 * @param example whether its chain ends at the demo root: worthless in law
 * @param returned a stand-in for a copy signed elsewhere ({@code rueckgabe}): nothing can be signed here
 * @param notAfter end of the certificate's validity, or {@link Instant#MAX} if unknown
 * @param chain DER, the signer's certificate first; empty if unknown without unlocking
 */
public record DeviceFacts(
        String name, String holder, boolean example, boolean returned, Instant notAfter, List<byte[]> chain) {
    public DeviceFacts {
        chain = List.copyOf(chain);
    }

    /** Nothing is known of its certificate. */
    public DeviceFacts(String name, String holder, boolean example, boolean returned, Instant notAfter) {
        this(name, holder, example, returned, notAfter, List.of());
    }
}

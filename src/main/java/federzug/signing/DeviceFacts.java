package federzug.signing;

import java.time.Instant;

/**
 * What can be told of a device without its PIN.
 *
 * @param holder subject name of the certificate, empty if unknown without unlocking
 * @param example whether its chain ends at the demo root: worthless in law
 * @param returned a stand-in for a copy signed elsewhere ({@code rueckgabe}): nothing can be signed here
 * @param notAfter end of the certificate's validity, or {@link Instant#MAX} if unknown
 */
public record DeviceFacts(String name, String holder, boolean example, boolean returned, Instant notAfter) {}

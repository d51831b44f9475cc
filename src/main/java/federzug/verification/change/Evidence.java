package federzug.verification.change;

/**
 * One piece of evidence in the store of a document (ETSI EN 319 142-1, 5.4.2).
 *
 * @param subject what it is evidence of: the SHA-256 of a certificate in capital letters; the serial numbers of the
 *     certificates that an OCSP answer is about, divided by blanks; the issuer of a CRL as in RFC 2253; else its digest
 */
public record Evidence(Kind kind, String subject) {
    public enum Kind {
        CERTIFICATE,
        OCSP,
        CRL,
        /** Time stamps, and what cannot be read. */
        OTHER
    }
}

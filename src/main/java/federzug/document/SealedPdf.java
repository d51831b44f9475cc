package federzug.document;

/**
 * A signed PDF with the evidence for long-term preservation (PAdES-B-LTA, ETSI EN 319 142-1). Only signing makes one.
 *
 * @param base digest of the signed document before sealing
 */
public record SealedPdf(Content content, Digest base) implements Document {}

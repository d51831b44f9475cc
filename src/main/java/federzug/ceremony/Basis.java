package federzug.ceremony;

import federzug.document.Digest;

/**
 * What the prepared document was made from.
 *
 * @param matterVersion version of the accepted data
 * @param draft digest of the filled Word file
 * @param pages number of pages a signatory reads
 */
public record Basis(int matterVersion, Digest draft, int pages) {}

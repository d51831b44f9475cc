package federzug.pipeline.filing;

import federzug.document.Content;

/**
 * One file of the closing folder.
 *
 * @param name with the agreed form {@code <Aktenzeichen>_<Datum>_<Art>}
 * @param kind in words
 * @param recipient who got it, or empty
 * @param signed it carries a signature, or the seal of the house
 */
record FiledPiece(String name, String kind, String recipient, Content content, boolean signed) {}

package federzug.signing;

import federzug.document.SignatureField;

/**
 * What one signature is to say and how it binds the document.
 *
 * @param name as shown in the box, with academic title
 * @param office as shown in the box, representation included
 * @param first the first signature of the document: certifies it (DocMDP P=2) if everybody signs through us
 * @param last the last expected signature: locks the signature fields
 * @param allThroughUs all signatures are made by Federzug, so certification and lock are possible
 * @param rehearsal the box says PROBE, and only the demo time stamp is used
 */
public record SignatureRequest(
        SignatureField field,
        String name,
        String office,
        boolean first,
        boolean last,
        boolean allThroughUs,
        boolean rehearsal) {}

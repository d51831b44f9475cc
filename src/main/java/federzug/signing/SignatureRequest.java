package federzug.signing;

import federzug.document.SignatureField;

/**
 * What one signature is to say.
 *
 * @param name as shown in the box, with academic title
 * @param office as shown in the box, representation included
 * @param rehearsal the box says PROBE, and only the demo time stamp is used
 */
public record SignatureRequest(SignatureField field, String name, String office, boolean rehearsal) {}

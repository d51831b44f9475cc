package federzug.verification;

import federzug.notice.Notice;

/**
 * One thing a check noticed.
 *
 * @param field the signature it concerns, empty for the document
 */
public record Finding(Notice notice, String field) {}

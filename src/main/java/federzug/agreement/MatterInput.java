package federzug.agreement;

import java.time.Instant;

/**
 * Data that somebody is typing: kept unchanged, valid or not, until they are accepted or discarded.
 *
 * @param id a random name
 * @param matter identity of the matter that is changed; empty: a new one
 * @param account whose input it is; nobody else sees it
 * @param base version of the matter that it began with, 0 for a new one
 * @param text YAML, of any content
 */
public record MatterInput(String id, String matter, String account, int base, String text, Instant at) {}

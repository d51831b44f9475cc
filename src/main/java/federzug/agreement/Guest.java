package federzug.agreement;

/**
 * A person who takes part in the signing without signing, quoted or not.
 *
 * @param institution {@code institution}: {@code landtag}, {@code bundestag}, {@code ministerium}, {@code landkreis}, or
 *     any other as it shall be written; empty if the office says it
 * @param listed the person stands among the persons of the matter too
 */
public record Guest(Person person, String institution, boolean listed) {}

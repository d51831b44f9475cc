package federzug.document;

/**
 * A place in a document where one person signs.
 *
 * @param name the PDF field's name; no field name is a prefix of another (a known bug of foreign validators)
 * @param person key of the person in the matter's data, {@code [a-z0-9-]+}
 * @param label what a screen reader says, for example {@code Unterschriftsfeld für André Raphael, Oberbürgermeister}
 */
public record SignatureField(String name, String person, String label) {
    public static SignatureField of(String person, String label) {
        return new SignatureField(nameFor(person), person, label);
    }

    /** Keys hold no underscore, so the suffix keeps one name from being another's prefix. */
    public static String nameFor(String person) {
        if (!person.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a person key: " + person);
        }
        return person + "_Unterschrift";
    }
}

package federzug.document;

import java.util.Optional;

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

    /** Whether a field of this name was prepared for a person; programs that add one of their own name it otherwise. */
    public static boolean isPrepared(String name) {
        return name.matches("[a-z0-9-]+_Unterschrift");
    }

    /** What the label says after this name and a comma; empty if it says nothing, or names somebody else. */
    public Optional<String> office(String name) {
        String before = " " + name + ", ";
        int at = label.indexOf(before);
        return name.isBlank() || at < 0
                ? Optional.empty()
                : Optional.of(label.substring(at + before.length())).filter(office -> !office.isBlank());
    }

    /** Keys hold no underscore, so the suffix keeps one name from being another's prefix. */
    public static String nameFor(String person) {
        if (!person.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a person key: " + person);
        }
        return person + "_Unterschrift";
    }
}

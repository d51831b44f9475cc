package federzug.pipeline;

import federzug.agreement.Person;

/** A person's office as it stands in boxes, boards and reports. */
final class Offices {
    private Offices() {}

    /** {@code Oberbürgermeister} or {@code Erster Bürgermeister (in Vertretung)}. */
    static String of(Person person) {
        return person.representation().isEmpty()
                ? person.office()
                : person.office() + " (" + person.representation() + ")";
    }
}

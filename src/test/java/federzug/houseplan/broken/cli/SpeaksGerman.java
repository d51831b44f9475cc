package federzug.houseplan.broken.cli;

import org.jspecify.annotations.NullMarked;

/** Sagt etwas; ein Kommentar ist erlaubt. */
@NullMarked
final class SpeaksGerman {
    private static final String KEY = "vorgang.ist.nicht-gemeint"; // "Bitte" in einem Kommentar

    String words(String disk) {
        return disk.isEmpty() ? KEY + "Bitte warten" : "Der Platz ist " + disk + " voll. Räumen Sie auf.";
    }
}

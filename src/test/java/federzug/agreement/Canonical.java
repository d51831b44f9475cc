package federzug.agreement;

/** Lets the test kit give its matters the text that a read matter has. */
public final class Canonical {
    private Canonical() {}

    public static Matter addedTo(Matter matter) {
        return CanonicalForm.addedTo(matter);
    }
}

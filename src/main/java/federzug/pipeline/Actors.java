package federzug.pipeline;

/** Who acts, for the journal: a person, never a service account's name made up by us. */
public final class Actors {
    private Actors() {}

    /** The login of the user who runs the command. */
    public static String operator() {
        String login = System.getProperty("user.name", "");
        return login.isBlank() ? "unknown" : login;
    }
}

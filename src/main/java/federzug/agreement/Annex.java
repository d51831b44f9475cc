package federzug.agreement;

/**
 * A paper that belongs to an agreement and becomes part of the signed document: a council decision, an authorisation.
 *
 * @param file {@code datei}, relative to the folder of the matter's data and inside it; {@code .docx} or {@code .pdf}
 * @param title {@code titel}
 * @param kind {@code art}
 * @param sha256 of the file's bytes as they were read, 64 lower-case hexadecimal digits
 */
public record Annex(String file, String title, Kind kind, String sha256) {
    /** What kind of paper it is. */
    public enum Kind {
        RATSBESCHLUSS,
        VOLLMACHT,
        SONSTIGE
    }
}

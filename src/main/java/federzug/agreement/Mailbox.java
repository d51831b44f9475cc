package federzug.agreement;

import java.util.Set;

/**
 * What one mailbox accepts ({@code empfaenger[]}).
 *
 * @param encrypted whether encrypted mail is taken
 * @param maximumMegabytes {@code groesse_mb}; 0 if unknown
 * @param fileTypes lower-case file extensions that are taken; empty means any
 */
public record Mailbox(
        String address, boolean encrypted, SignedFiles signedFiles, int maximumMegabytes, Set<String> fileTypes) {
    public Mailbox {
        fileTypes = Set.copyOf(fileTypes);
    }

    /** {@code signierte_dateien}. */
    public enum SignedFiles {
        JA,
        NEIN,
        BEDINGT
    }
}

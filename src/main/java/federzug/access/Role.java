package federzug.access;

import java.util.Locale;

/** What an account may do. */
public enum Role {
    /** Works on matters. */
    VORGANG,
    /** Checks signed files. */
    PRUEFUNG,
    /** Writes press releases. */
    PRESSE,
    /** Approves press releases that somebody else wrote. */
    PRESSE_FREIGABE,
    /** Looks after accounts, devices and lists. */
    VERWALTUNG;

    /** Key of the German words in the room's texts. */
    public String code() {
        return "access.role." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

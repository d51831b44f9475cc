package federzug.pipeline.folder;

import federzug.agreement.Matter;
import federzug.ceremony.Ceremony;

/** The names of the files people get; a contract. With several agreements they carry the agreement's key. */
public final class ResultNames {
    public static final String RELEASE = "medieninformation";
    public static final String PICTURE = RELEASE + "-bild";
    /** Folder of what is copied into the state's media portal. */
    public static final String PORTAL = "medienservice/";

    private ResultNames() {}

    public static String agreement(Matter matter, String agreement) {
        return "kooperationsvereinbarung" + suffix(matter, agreement);
    }

    public static String signed(Matter matter, String agreement) {
        return agreement(matter, agreement) + "-signiert.pdf";
    }

    /** The name of a document on its way: the signed one as soon as somebody has signed. */
    public static String current(Matter matter, Ceremony ceremony) {
        return ceremony.anybodySigned()
                ? signed(matter, ceremony.agreement())
                : agreement(matter, ceremony.agreement()) + ".pdf";
    }

    public static String report(Matter matter, String agreement) {
        return "pruefbericht" + suffix(matter, agreement);
    }

    private static String suffix(Matter matter, String agreement) {
        return matter.agreements().size() > 1 ? "-" + agreement : "";
    }
}

package federzug.pipeline.run;

import java.util.Locale;

/** What is deleted after a period of its own. */
public enum ForgottenKind {
    DRAFTS,
    MAILS,
    DOCUMENTS,
    PERSONS;

    /** In tables and for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Code of its German name. */
    public String code() {
        return "pipeline.forget.kind-" + word();
    }
}

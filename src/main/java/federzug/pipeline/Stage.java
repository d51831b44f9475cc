package federzug.pipeline;

/** The pieces of a matter's way; each is a short job that never waits for a person. */
public enum Stage {
    /** Fill, render, add fields, open the turns. */
    PREPARE,
    /** Pictures of the pages, and what a screen reader says of them. */
    PREVIEW,
    /** Sign automatically: only in rehearsals. */
    SIGN,
    /** Seal, check, write the reports. */
    CLOSE,
    /** Mails to the signatories, the release to the press list. */
    SEND,
    /** Mails to those who were asked to sign and have not. */
    REMIND,
    /** Seal again before their evidence ages. */
    RENEW
}

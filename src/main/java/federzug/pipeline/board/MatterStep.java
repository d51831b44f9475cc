package federzug.pipeline.board;

import federzug.notice.Notice;

/**
 * One of the eight steps of a matter, as people see it.
 *
 * @param text what is done, or why it is not possible yet
 */
public record MatterStep(Kind kind, State state, Notice text) {
    /** In the order of the way. */
    public enum Kind {
        DATA,
        DRAFT,
        APPROVALS,
        INVITATIONS,
        SIGNING,
        PRESERVATION,
        SENDING,
        FILING
    }

    /** How far it is. */
    public enum State {
        DONE,
        RUNNING,
        OPEN,
        NEEDS_YOU,
        NOT_YET
    }
}

package federzug.ceremony;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where one person stands. Which state may follow which is decided here and nowhere else. */
public enum TurnState {
    /** Not yet notified. */
    WAITING,
    /** Notified, but the document is not handed out. */
    INVITED,
    /** The document is handed out to this person only. */
    OPENED,
    /** A signature is begun and can be finished after a restart. */
    SIGNING,
    SIGNED,
    /** Signs later ("wird nachgereicht"); does not block those after. */
    DEFERRED,
    /** Refuses to sign; blocks everybody after. */
    DECLINED,
    /** Another person signs in this person's place. */
    REPLACED;

    boolean allows(TurnState next) {
        return following().contains(next);
    }

    /** Nothing is left to do for this person. */
    public boolean isFinished() {
        return this == SIGNED || this == REPLACED;
    }

    /** The document lies with this person. */
    public boolean holdsDocument() {
        return this == OPENED || this == SIGNING;
    }

    /** Key of the German word in the room's texts. */
    public String code() {
        return "ceremony.turn-state." + name().toLowerCase(Locale.ROOT);
    }

    private Set<TurnState> following() {
        return switch (this) {
            case WAITING, INVITED, DEFERRED -> EnumSet.of(INVITED, OPENED, DEFERRED, DECLINED, REPLACED);
            case OPENED -> EnumSet.of(INVITED, SIGNING, SIGNED, DEFERRED, DECLINED, REPLACED);
            case SIGNING -> EnumSet.of(OPENED, SIGNED);
            case DECLINED -> EnumSet.of(INVITED, REPLACED);
            case SIGNED, REPLACED -> EnumSet.noneOf(TurnState.class);
        };
    }
}

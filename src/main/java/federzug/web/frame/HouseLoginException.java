package federzug.web.frame;

import federzug.access.AccountArrivals.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** Somebody does not get in with an account of the house; the page to log in says why. */
public final class HouseLoginException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    public HouseLoginException(Trouble trouble, String why, @Nullable Throwable cause) {
        super(trouble + ": " + why);
        if (cause != null) {
            initCause(cause);
        }
        this.trouble = trouble;
    }

    static HouseLoginException of(Refusal refusal, String who) {
        return new HouseLoginException(Trouble.valueOf(refusal.name()), who, null);
    }

    public Trouble trouble() {
        return trouble;
    }

    /** What the page to log in can say. */
    public enum Trouble {
        /** The login service does not answer. */
        UNREACHABLE,
        /** Its answer is invalid. */
        ANSWER,
        /** The answer belongs to no login that was begun in this browser, or comes too late. */
        LATE,
        /** The person broke off, or the service refused. */
        DENIED,
        /** The directory cannot be asked. */
        DIRECTORY,
        NO_ROLE,
        RETIRED,
        TAKEN,
        NAME;

        /** As it stands in the address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Key of the German words. */
        public String code() {
            return "web.login.house." + word();
        }
    }
}

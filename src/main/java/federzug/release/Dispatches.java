package federzug.release;

import java.util.List;
import java.util.Optional;

/** The sendings of each matter's release and corrections. */
public interface Dispatches {
    /** By number. */
    List<Dispatch> of(String matter);

    default Optional<Dispatch> find(String matter, int number) {
        return of(matter).stream().filter(one -> one.number() == number).findFirst();
    }

    /**
     * Keeps it, in one commit or in the caller's. Recipients of one that has begun are never changed.
     *
     * @return as kept
     */
    Dispatch keep(Dispatch dispatch);
}

package federzug.web.frame;

import federzug.access.AccountArrivals.Arrival;
import java.util.Optional;

/** Asks a directory of the house whether somebody is who they say. */
public interface HouseDirectory {
    /**
     * Tries name and password.
     *
     * @return empty if they are wrong
     * @throws HouseLoginException if the directory cannot be asked
     */
    Optional<Arrival> ask(String name, String typed);
}

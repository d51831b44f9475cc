package federzug.pipeline;

import java.util.List;

/** Counts what is kept, by state. Nothing in it names a person or a matter. */
public interface Standings {
    /**
     * How many of something are in a state.
     *
     * @param what plural, lower case, such as {@code mails}
     * @param label what kind of state, such as {@code state}; empty: there are no states
     * @param state in lower case; empty: there are no states
     */
    record Standing(String what, String label, String state, double number) {}

    /**
     * All of them, as they are now.
     *
     * @throws org.springframework.dao.DataAccessException if the database cannot be reached
     */
    List<Standing> all();
}

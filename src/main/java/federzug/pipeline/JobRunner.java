package federzug.pipeline;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import java.util.List;
import java.util.Map;

/**
 * Drives the stages over many matters. Hides the batch framework from the rest. Nothing here holds more
 * of a matter than its id, so that memory does not grow with their number.
 */
public interface JobRunner {
    /**
     * Lets the supply claim its matters and then does the work of the stages in order: in each stage several matters at
     * a time, each independently. An error in one matter keeps it from the later stages and does not stop the rest.
     *
     * @throws PipelineException (FAILURE) if the run as a whole cannot go on
     */
    Ended run(Acting acting, List<Stage> stages, Supply supply, Progress progress);

    /** Finds the matters of a run, one after the other. */
    @FunctionalInterface
    interface Supply {
        void supply(Claims claims);
    }

    /** How many matters are worked on at the same time. */
    int together();

    /** A matter belongs to one live run at a time. Safe for several threads. */
    interface Claims {
        /**
         * To be called before anything is done to a matter.
         *
         * @return false if another live run holds it, which is reported at the end
         */
        boolean claim(String matter);

        /** The matter has no part in this run after all. */
        void giveBack(String matter);

        /** What the stages need to know about a claimed matter: any text, kept until the end of the run. */
        void note(String matter, String text);
    }

    /**
     * A matter that is due in a stage.
     *
     * @param note what was noted when it was claimed, or empty
     */
    record Due(String matter, String note) {}

    /**
     * @param matters the ids of all matters that were worked on, in their order
     * @param troubles what went wrong, by matter id; empty if nothing did
     * @param held who holds the matters that were not worked on
     */
    record Ended(List<String> matters, Map<String, Trouble> troubles, List<Notice> held) {
        public Ended {
            matters = List.copyOf(matters);
            held = List.copyOf(held);
        }
    }

    /**
     * @param failure true: something failed (exit 3); false: input or attention needed (exit 2)
     */
    record Trouble(List<Notice> notices, boolean failure) {
        public Trouble {
            notices = List.copyOf(notices);
        }
    }
}

package federzug.trust.status;

import federzug.notice.Notice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares this computer's clock, which nobody vouches for, with the time-stamp services. */
public interface ServiceTime {
    /** Asks the configured services in their order until one answers; its time stamp is thrown away. */
    Reading read();

    /**
     * What a service said.
     *
     * @param ahead how far this computer's clock is ahead of the service's, negative if behind; null if no service
     *     answered or none is configured
     * @param service which one answered, empty if none
     * @param troubles what services answered instead of a time; with them and without a time none is to be had now
     */
    record Reading(@Nullable Duration ahead, String service, List<Notice> troubles) {
        public static final Reading NOT_CONFIGURED = new Reading(null, "", List.of());

        public Reading {
            troubles = List.copyOf(troubles);
        }
    }
}

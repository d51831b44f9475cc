package federzug.pipeline;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through many matters: one whose stored state cannot be read, for example by the rules of a newer version, never
 * stops the others. A database that cannot be asked is no such thing.
 */
public final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

    private Unreadable() {}

    /** What was read, or what is in the way of reading it. */
    public sealed interface Read<T> {}

    public record Good<T>(T value) implements Read<T> {}

    /** @param notices what to do, and the reasons */
    public record Bad<T>(List<Notice> notices) implements Read<T> {
        public Bad {
            notices = List.copyOf(notices);
        }
    }

    public static <T> Read<T> read(String matter, Supplier<T> reading) {
        try {
            return new Good<>(reading.get());
        } catch (NoticedException e) {
            return bad(matter, e, e.notices());
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException | ClassCastException e) {
            return bad(matter, e, List.of());
        }
    }

    /** Passes over a matter that cannot be read; the board lists it. */
    public static <T> Optional<T> passingOver(String matter, Supplier<T> reading) {
        return read(matter, reading) instanceof Good<T> good ? Optional.of(good.value()) : Optional.empty();
    }

    private static <T> Bad<T> bad(String matter, RuntimeException trouble, List<Notice> reasons) {
        if (!reasons.isEmpty() && reasons.get(0).code().equals("agreement.matter.forgotten")) {
            return new Bad<>(reasons);
        }
        LOG.warn("{} cannot be read", matter, trouble);
        List<Notice> notices = new ArrayList<>();
        notices.add(Notice.error("pipeline.matter.unreadable", Place.file(matter), matter));
        notices.addAll(reasons);
        return new Bad<>(notices);
    }
}

package federzug.web.data;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.web.frame.Errands;
import federzug.web.frame.LoggedIn;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Keeps long work of one person each: only its owner sees the result. */
@Component
@ConditionalOnWebApplication
class Works {
    private static final int BYTES = 16;

    private final Errands errands;
    private final SecureRandom random = new SecureRandom();

    Works(Errands errands) {
        this.errands = errands;
    }

    /**
     * The result of one.
     *
     * @param from page on which it was begun
     * @param trouble why there is no result
     */
    private record Ended(String from, @Nullable Object result, List<Notice> trouble) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            if (result instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /**
     * Where one stands.
     *
     * @param from page on which it was begun; empty while it is under way
     * @param heard notices of what has changed so far
     */
    record Standing(
            boolean done,
            String from,
            List<Notice> heard,
            @Nullable Object result,
            List<Notice> trouble) {
        <T> Optional<T> result(Class<T> type) {
            return type.isInstance(result) ? Optional.of(type.cast(result)) : Optional.empty();
        }
    }

    /** Begins one of its own. @return its name */
    String begin(LoggedIn one, String from, Function<Progress, ?> work) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return begin(one, name(bytes), from, work);
    }

    /** Begins one, unless the same person's of the same page is under way: a button may be pressed twice. */
    String beginOnce(LoggedIn one, String from, Function<Progress, ?> work) {
        String digest = Digest.of((one.name() + "\n" + from).getBytes(StandardCharsets.UTF_8))
                .hex();
        return begin(one, name(HexFormat.of().parseHex(digest.substring(0, 2 * BYTES))), from, work);
    }

    private static String name(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String begin(LoggedIn one, String name, String from, Function<Progress, ?> work) {
        errands.begin(key(one, name), progress -> {
            try {
                return new Ended(from, work.apply(progress), List.of());
            } catch (NoticedException e) {
                if (e.kind() == NoticedException.Kind.FAILURE) {
                    throw e;
                }
                return new Ended(from, null, e.notices());
            }
        });
        return name;
    }

    private static String key(LoggedIn one, String name) {
        return "data/" + one.name() + "/" + name;
    }

    /**
     * @throws PipelineException if there is none of this name and owner, or not any more
     */
    Standing look(LoggedIn one, String name) {
        Errands.Standing standing = errands.look(key(one, name))
                .orElseThrow(() -> PipelineException.refused("pipeline.work.unknown", Place.NOWHERE));
        return standing.result(Ended.class)
                .map(ended -> new Standing(true, ended.from(), standing.changed(), ended.result(), ended.trouble()))
                .orElseGet(() -> new Standing(!standing.running(), "", standing.changed(), null, standing.trouble()));
    }
}

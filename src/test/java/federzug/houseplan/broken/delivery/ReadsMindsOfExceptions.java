package federzug.houseplan.broken.delivery;

import org.jspecify.annotations.NullMarked;

@NullMarked
final class ReadsMindsOfExceptions {
    boolean full(Exception e) {
        return e.getMessage().contains("quota");
    }
}

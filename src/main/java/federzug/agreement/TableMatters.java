package federzug.agreement;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

final class TableMatters {
    void each(Path file, BiConsumer<Optional<Matter>, Problems> taker) {}
}

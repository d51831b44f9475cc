package federzug.houseplan.broken.signing;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class MeasuresItself {
    MeterRegistry thing;
}

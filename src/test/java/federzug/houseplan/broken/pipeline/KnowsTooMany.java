package federzug.houseplan.broken.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

@NullMarked
@Component
@Lazy
public class KnowsTooMany {
    KnowsTooMany(
            String one,
            String two,
            String three,
            String four,
            String five,
            String six,
            String seven,
            String eight,
            String nine) {}
}

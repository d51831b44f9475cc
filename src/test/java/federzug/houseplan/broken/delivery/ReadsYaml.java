package federzug.houseplan.broken.delivery;

import org.jspecify.annotations.NullMarked;
import org.snakeyaml.engine.v2.api.LoadSettings;

@NullMarked
final class ReadsYaml {
    LoadSettings thing;
}

package federzug.houseplan.broken.pipeline;

import org.jspecify.annotations.NullMarked;
import picocli.CommandLine;

@NullMarked
final class ParsesArguments {
    CommandLine thing;
}

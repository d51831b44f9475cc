package federzug.start;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application behind the command line; called only when a command needs it. */
@FunctionalInterface
public interface Starter {
    /** Setting: documents will be made, so what they need may be loaded while the application starts. */
    String WARM_UP = "federzug.warm-up";

    /** Setting: this process works for other machines, and writes no files for people. */
    String WORKER = "federzug.worker";

    /** Setting: a font is refused that can only be replaced by a similar one. */
    String STRICT_FONTS = "federzug.rendering.strict-fonts";

    /**
     * @param properties settings from the command line; they win over the configuration file
     */
    ConfigurableApplicationContext start(Map<String, Object> properties);
}

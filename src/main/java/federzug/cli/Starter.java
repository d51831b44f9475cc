package federzug.cli;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application behind the command line; called only when a command needs it. */
@FunctionalInterface
public interface Starter {
    /**
     * @param properties settings from the command line; they win over the configuration file
     */
    ConfigurableApplicationContext start(Map<String, Object> properties);
}

package federzug.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Mixin;

/** A command that needs the application: starts it, works, and closes it. */
abstract class WorkingCommand implements Callable<Integer> {
    @Mixin
    CommonOptions options = new CommonOptions();

    private final Starter starter;

    WorkingCommand(Starter starter) {
        this.starter = starter;
    }

    @Override
    public final Integer call() {
        Terminal terminal = Terminal.system(options.plain || options.json, options.quiet);
        prepareFolders();
        try (ConfigurableApplicationContext context = starter.start(properties())) {
            return work(context, terminal);
        }
    }

    Map<String, Object> properties() {
        return Home.properties(options);
    }

    /** What can be refused before the application starts. */
    void prepareFolders() {}

    /**
     * @return the exit code
     */
    abstract int work(BeanFactory services, Terminal terminal);
}

package federzug.cli;

import federzug.start.Starter;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Gives each command the means to start the application, without starting it. */
final class CommandFactory implements CommandLine.IFactory {
    private final Starter starter;

    CommandFactory(Starter starter) {
        this.starter = starter;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (WorkingCommand.class.isAssignableFrom(type)) {
            Constructor<K> constructor = type.getDeclaredConstructor(Starter.class);
            return constructor.newInstance(starter);
        }
        return CommandLine.defaultFactory().create(type);
    }
}

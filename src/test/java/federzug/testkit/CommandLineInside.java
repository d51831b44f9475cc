package federzug.testkit;

import federzug.Federzug;
import federzug.cli.Door;
import federzug.start.Starter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The command line inside this JVM: faster than a process of its own, with what it says. */
public final class CommandLineInside {
    private CommandLineInside() {}

    public record Ended(int exit, String out, String err) {}

    /** Starts the application from where the way of the product cannot be reached. */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(Federzug.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(properties);
        return application.run(properties.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("password"))
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
    }

    public static synchronized Ended run(Starter starter, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream trouble = new ByteArrayOutputStream();
        System.setProperty("federzug.app", ".");
        ScannedComponents.known();
        Map<String, String> database = DatabaseForTests.settings(Path.of(""), List.of(arguments));
        database.forEach(System::setProperty);
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(trouble, true, StandardCharsets.UTF_8));
            int exit = Door.enter(arguments, starter);
            return new Ended(exit, said.toString(StandardCharsets.UTF_8), trouble.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            database.keySet().forEach(System::clearProperty);
        }
    }
}

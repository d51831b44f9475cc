package federzug;

import federzug.cli.Door;
import federzug.start.MachineFonts;
import federzug.start.QuietLogging;
import federzug.start.ServedPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the commands and pages that users begin with, so that Java records the classes they load: called when the class
 * archive is made, with a folder to work in and a matter.
 */
@NullMarked
final class Training {
    private static final List<String> PAGES = List.of("/bereit", "/", "/anmelden", "/hilfe");

    private static final String SEALED = "_kooperationsvereinbarung.pdf";

    private Training() {}

    public static void main(String[] arguments) {
        System.setProperty("jdk.console", "java.base");
        MachineFonts.begin();
        QuietLogging.begin();
        Path folder = Path.of(arguments[0]);
        String home = folder.resolve("home").toString();
        if (arguments.length > 1) {
            String out = folder.resolve("out").toString();
            Door.enter(new String[] {"run", arguments[1], "--out", out, "--home", home, "--plain"}, Federzug::start);
            // By itself, without a home, a check starts a smaller application.
            String none = folder.resolve("none").toString();
            for (String sealed : sealedIn(folder.resolve("out"))) {
                Door.enter(new String[] {"check", sealed, "--home", none}, Federzug::start);
            }
        }
        Door.enter(new String[] {"status", "--home", home}, Federzug::start);
        Door.enter(new String[] {"serve", "--port", "0", "--home", home, "--plain"}, Training::visited);
        System.exit(0);
    }

    /** At most one; none if the matter could not be finished. */
    private static List<String> sealedIn(Path out) {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.toString().endsWith(SEALED))
                    .limit(1)
                    .map(Path::toString)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** The pages end as soon as some of them have been shown. */
    private static ConfigurableApplicationContext visited(Map<String, Object> properties) {
        ConfigurableApplicationContext served = Federzug.start(properties);
        Thread visitor = new Thread(() -> visit(served), "visitor");
        visitor.setDaemon(true);
        visitor.start();
        return served;
    }

    private static void visit(ConfigurableApplicationContext served) {
        try {
            HttpClient client = HttpClient.newHttpClient();
            URI address = served.getBean(ServedPages.class).address();
            for (String page : PAGES) {
                client.send(HttpRequest.newBuilder(address.resolve(page)).build(), BodyHandlers.discarding());
            }
        } catch (IOException e) {
            // An archive without the classes of the pages is better than none.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            served.close();
        }
    }
}

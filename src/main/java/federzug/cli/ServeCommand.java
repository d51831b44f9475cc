package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.RunRequest;
import federzug.pipeline.run.Jobs;
import federzug.start.ServedPages;
import federzug.start.Starter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the pages until it is stopped. */
@Command(name = "serve", description = "${bundle:cli.help.serve}")
final class ServeCommand extends WorkingCommand {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "NUMMER", descriptionKey = "cli.option.port")
    int port = 8080;

    @Option(names = "--address", paramLabel = "ADRESSE", descriptionKey = "cli.option.address")
    String address = "127.0.0.1";

    @Option(names = "--open", descriptionKey = "cli.option.open")
    boolean open;

    @Option(names = "--demo", descriptionKey = "cli.option.demo")
    boolean demo;

    ServeCommand(Starter starter) {
        super(starter);
    }

    @Override
    void prepareFolders() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new CommandException(Notice.error("cli.serve.port", Place.NOWHERE, port));
        }
        if (demo && !Files.isDirectory(example())) {
            throw new CommandException(
                    Notice.error("cli.serve.no-example", Place.file(example().toString())));
        }
    }

    @Override
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(super.properties());
        properties.put("spring.profiles.active", ServedPages.PROFILE);
        properties.put("server.port", port);
        properties.put("server.address", address);
        properties.put(ServedPages.DEMO, demo);
        // Without documents to make at once, that waits until people can open the pages.
        properties.put(Starter.WARM_UP, demo);
        return properties;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        ServedPages pages = services.getBean(ServedPages.class);
        if (demo) {
            Map<String, String> accounts = pages.demoAccounts();
            services.getBean(Jobs.class)
                    .prepare(actor(), RunRequest.of(List.of(example()), null, false), new TerminalProgress(terminal));
            terminal.result(terminal.texts().text("cli.serve.demo"));
            accounts.forEach((name, word) -> terminal.result(terminal.texts().text("cli.serve.account", name, word)));
        }
        pages.ready();
        terminal.result(terminal.texts().text("cli.serve.address", pages.address()));
        pages.firstAccount().ifPresent(link -> terminal.result(terminal.texts().text("cli.serve.first-account", link)));
        terminal.progress(terminal.texts().text("cli.serve.stop"));
        if (!demo) {
            Jobs.warmUp();
        }
        if (open) {
            open(pages.firstAccount().orElse(pages.address()), terminal);
        }
        pages.awaitEnd();
        return ExitCode.DONE;
    }

    private static Path example() {
        return Path.of(System.getProperty("federzug.app", "."), "examples", "crimmitschau");
    }

    /** A browser that does not open is no error: the address is shown above. */
    private static void open(URI address, Terminal terminal) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
                : List.of(system.contains("mac") ? "open" : "xdg-open", address.toString());
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            terminal.progress(terminal.texts().text("cli.serve.not-opened"));
        }
    }
}

package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.start.Home;
import federzug.start.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a commented configuration file, after some questions or with what holds anyway; starts no application. */
@Command(name = "init", description = "${bundle:cli.help.init}")
final class InitCommand implements Callable<Integer> {
    @Mixin
    CommonOptions options = new CommonOptions();

    @Option(names = "--defaults", descriptionKey = "cli.option.defaults")
    boolean defaults;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.system(options.plain || options.json, options.quiet);
        @Nullable Path named = options.config;
        Path file = (named == null ? Path.of(Home.CONFIGURATION) : named).toAbsolutePath();
        if (Files.exists(file)) {
            throw new CommandException(Notice.error("start.config.exists", Place.file(file.toString())));
        }
        SettingsFile settings = new SettingsFile();
        Map<String, String> answers = defaults ? Map.of() : asked(terminal, settings);
        SettingsFile.write(file, settings.text(answers, terminal.texts().text("cli.init.head")));
        terminal.result(terminal.texts().text("cli.init.written", file));
        terminal.progress(terminal.texts().text("cli.init.next"));
        return ExitCode.DONE;
    }

    private static Map<String, String> asked(Terminal terminal, SettingsFile settings) {
        if (!terminal.isAttended()) {
            throw new CommandException(Notice.error("cli.init.unattended", Place.NOWHERE));
        }
        terminal.progress(terminal.texts().text("cli.init.begin"));
        return new InitDialogue(terminal, settings, terminal::line)
                .hold()
                .orElseThrow(() -> new CommandException(Notice.error("cli.init.ended", Place.NOWHERE)));
    }
}

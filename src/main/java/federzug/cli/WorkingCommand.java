package federzug.cli;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.pipeline.DatabaseOutage;
import federzug.pipeline.folder.DiskWatch;
import federzug.pipeline.folder.FreeSpace;
import federzug.pipeline.folder.OutChoice;
import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.mailing.LedgerCheck;
import federzug.start.Home;
import federzug.start.Starter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Mixin;

/** Base of commands that need the application: starts it, runs, and closes it. */
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
        Optional<Path> out = options.out == null || writesFilesOf() == FilesOf.NONE
                ? Optional.empty()
                : Optional.of(UsableFolder.requireLocalAndWritable(UsableFolder.named(options.out)));
        if (!worksInHome()) {
            try (ConfigurableApplicationContext context = application(starter)) {
                return work(context, terminal.showing(GermanTime.of(context.getBean(Clock.class))));
            }
        }
        try (DiskWatch watch = DiskWatch.over(UsableFolder.named(options.home), full -> end(full, terminal));
                ConfigurableApplicationContext context = application(starter)) {
            watch.opened(() -> context.getBean(Matters.class).find(""));
            try {
                protectHome();
                Terminal shown = terminal.showing(GermanTime.of(context.getBean(Clock.class)));
                context.getBean(DatabaseOutage.class).reportTo(notice -> say(shown, notice));
                if (!beginsEmpty()) {
                    context.getBean(LedgerCheck.class).notices().forEach(shown::trouble);
                    out.ifPresent(folder -> remember(folder, context.getBean(OutChoice.class)));
                }
                return work(context, shown);
            } finally {
                watch.leaving();
            }
        }
    }

    private void remember(Path out, OutChoice choice) {
        if (writesFilesOf() == FilesOf.ALL) {
            choice.remember(out);
        } else {
            choice.remember(storedMatter(), out);
        }
    }

    private void protectHome() {
        Home.protect(UsableFolder.named(options.home));
    }

    private static void say(Terminal terminal, Notice notice) {
        terminal.redrawEnd();
        terminal.trouble(notice);
    }

    /** Halts instead of exiting: shutdown hooks would block on the full disk. */
    private static void end(Notice full, Terminal terminal) {
        terminal.redrawEnd();
        terminal.trouble(full);
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    /** The user who runs the command, by their login. */
    static Acting actor() {
        String login = System.getProperty("user.name", "");
        return Acting.of(login.isBlank() ? "unknown" : login);
    }

    /** False: works on files alone; the data folder is neither looked at nor made. */
    boolean worksInHome() {
        return true;
    }

    /** True: fills a home that is empty; there is nothing in it yet to be looked at. */
    boolean beginsEmpty() {
        return false;
    }

    /** Starts what the command needs. */
    ConfigurableApplicationContext application(Starter whole) {
        return whole.start(properties());
    }

    Map<String, Object> properties() {
        return worksInHome() ? Home.properties(options.start()) : Home.withoutData(options.start());
    }

    /** Why nothing can be written, if that is so. */
    Optional<Notice> fullDisk() {
        return worksInHome() ? FreeSpace.exhaustion(UsableFolder.named(options.home)) : Optional.empty();
    }

    /** Whose finished files a command writes. */
    enum FilesOf {
        /** Nobody's, or those of matters that it reads. */
        NONE,
        /** Those of one stored matter. */
        ONE,
        /** Those of every stored matter. */
        ALL
    }

    /** Whose folder {@code --out} is from this call on. */
    FilesOf writesFilesOf() {
        return FilesOf.NONE;
    }

    /** Identity of the matter, where the command is about one. */
    String storedMatter() {
        throw new IllegalStateException("about no stored matter: " + getClass());
    }

    /** What can be refused before the application starts. */
    void prepareFolders() {}

    /**
     * @return the exit code
     */
    abstract int work(BeanFactory services, Terminal terminal);
}

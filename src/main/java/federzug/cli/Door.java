package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.start.Home;
import federzug.start.SettingsSyntax;
import federzug.start.Starter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line: parses before anything heavy starts, and translates errors once. */
public final class Door {
    private Door() {}

    /**
     * @return the exit code of the contract
     */
    public static int enter(String[] arguments, Starter starter) {
        CommandLine line = guarded(CommandTree.of(arguments, starter));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            // Not an exception that the handlers above see, and no reason to show people a stack trace.
            Terminal terminal = Terminal.system(false, false);
            terminal.trouble(Notice.error(
                    "cli.trouble.unexpected", Place.NOWHERE, e.getClass().getSimpleName()));
            return ExitCode.FAILED;
        }
    }

    private static CommandLine guarded(CommandLine line) {
        line.setParameterExceptionHandler(Door::wrongUsage);
        line.setExecutionExceptionHandler(Door::trouble);
        line.setExecutionStrategy(Door::run);
        return line;
    }

    /** With --help, picocli ignores what it does not know; an unknown command is one with --help, too. */
    private static int run(ParseResult parsed) {
        for (CommandLine line : parsed.asCommandLineList()) {
            List<String> unknown = line.getUnmatchedArguments();
            if (!unknown.isEmpty()) {
                throw new UnmatchedArgumentException(line, unknown);
            }
        }
        return new RunLast().execute(parsed);
    }

    private static int wrongUsage(ParameterException trouble, String[] arguments) {
        Terminal terminal = Terminal.system(false, false);
        CommandLine line = trouble.getCommandLine();
        terminal.trouble(UsageTrouble.explain(trouble));
        terminal.progress(
                terminal.texts().text("cli.usage.help", line.getCommandSpec().qualifiedName()));
        return ExitCode.INPUT;
    }

    private static int trouble(Exception trouble, CommandLine line, @Nullable ParseResult parsed) {
        Terminal terminal = Terminal.system(false, false);
        boolean verbose = line.getCommand() instanceof WorkingCommand command && command.options.verbose;
        terminal.redrawEnd();
        Optional<Notice> full = line.getCommand() instanceof WorkingCommand command && mayBeTheDisk(trouble)
                ? command.fullDisk()
                : Optional.empty();
        full.ifPresent(terminal::trouble);
        int exit = full.isPresent() ? ExitCode.FAILED : tell(trouble, terminal, configuration(line));
        if (verbose) {
            terminal.stackTrace(trouble);
        } else if (exit == ExitCode.FAILED) {
            terminal.progress(terminal.texts().text("cli.trouble.verbose"));
        }
        return exit;
    }

    /** What people have given may be wrong on a full disk too; all else is probably for want of room. */
    private static boolean mayBeTheDisk(Exception trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return !(trouble instanceof NoticedException noticed && noticed.kind() == NoticedException.Kind.INPUT);
    }

    /** By its name: the driver of a server that cannot be reached, or has just been stopped. */
    private static boolean isGone(Throwable cause) {
        return cause.getClass().getName().equals("java.sql.SQLTransientConnectionException")
                || cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException failure
                        && String.valueOf(failure.getRootCause()).startsWith("org.postgresql")
                || cause.getClass().getName().equals("org.postgresql.util.PSQLException")
                        && cause.getCause() instanceof IOException;
    }

    /** By its name: the embedded database cannot be opened, or was left by the process that had opened it. */
    private static boolean isClosed(Throwable cause) {
        return cause.getClass().getName().equals("org.h2.jdbc.JdbcSQLNonTransientConnectionException");
    }

    /** The file that was read, for a fault that only its parser found. */
    private static @Nullable Path configuration(CommandLine line) {
        return line.getCommand() instanceof WorkingCommand command
                ? Home.configuration(command.options.start()).orElse(null)
                : null;
    }

    private static int tell(Exception trouble, Terminal terminal, @Nullable Path configuration) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoticedException noticed) {
                noticed.notices().forEach(terminal::trouble);
                return noticed.kind() == NoticedException.Kind.INPUT ? ExitCode.INPUT : ExitCode.FAILED;
            }
            if (cause instanceof ConfigurationPropertiesBindException bind) {
                terminal.trouble(SettingTrouble.explain(bind));
                return ExitCode.INPUT;
            }
            if (cause.getClass().getSimpleName().equals("PortInUseException")) {
                terminal.trouble(Notice.error("cli.serve.port-in-use", Place.NOWHERE));
                return ExitCode.INPUT;
            }
            if (isGone(cause)) {
                terminal.trouble(Notice.error("cli.database.gone", Place.NOWHERE));
                return ExitCode.FAILED;
            }
            if (cause instanceof DataAccessResourceFailureException || isClosed(cause)) {
                terminal.trouble(Notice.error("cli.home.database", Place.NOWHERE));
                return ExitCode.FAILED;
            }
            Optional<Notice> unreadable = SettingsSyntax.explain(cause, configuration);
            if (unreadable.isPresent()) {
                terminal.trouble(unreadable.get());
                return ExitCode.INPUT;
            }
        }
        terminal.trouble(Notice.error(
                "cli.trouble.unexpected", Place.NOWHERE, trouble.getClass().getSimpleName()));
        return ExitCode.FAILED;
    }
}

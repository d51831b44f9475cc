package federzug.cli;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.ApprovalDesk;
import federzug.pipeline.mailing.PressOffice;
import federzug.pipeline.mailing.PressOffice.Despite;
import federzug.pipeline.mailing.PressView;
import federzug.pipeline.mailing.SecondWording;
import federzug.start.Starter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code press show|ask|approve|release|second|stop|correct}: the press desk. */
@Command(
        name = "press",
        description = "${bundle:cli.help.press}",
        subcommands = {
            PressCommand.Showing.class,
            PressCommand.Asking.class,
            PressCommand.Approving.class,
            PressCommand.Releasing.class,
            PressCommand.Second.class,
            PressCommand.Stopping.class,
            PressCommand.Correcting.class
        })
final class PressCommand extends CommandGroup {
    /** Base of what is done about one matter's release. */
    abstract static class About extends MatterCommand {
        About(Starter starter) {
            super(starter);
        }

        @Override
        final int work(BeanFactory services, Terminal terminal) {
            PressView view = decide(services, terminal);
            new PressPrinter(terminal, options.json).print(view);
            return ExitCode.DONE;
        }

        abstract PressView decide(BeanFactory services, Terminal terminal);

        /** A name is a name in one line. */
        static Acting named(String by) {
            String name = by.strip();
            if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
                throw new CommandException(Notice.error("cli.press.who", Place.NOWHERE));
            }
            return Acting.of(name);
        }
    }

    /** Shows approvals, who gave them, and what holds the release back. */
    @Command(name = "show", description = "${bundle:cli.help.press-show}")
    static final class Showing extends About {
        Showing(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            return services.getBean(PressOffice.class).show(matter);
        }
    }

    /** Asks by mail for what is not approved yet. */
    @Command(name = "ask", description = "${bundle:cli.help.press-ask}")
    static final class Asking extends About {
        Asking(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            TerminalProgress progress = new TerminalProgress(terminal);
            PressView view = services.getBean(ApprovalDesk.class).ask(actor(), matter, progress);
            progress.clear();
            return view;
        }
    }

    /** Approves text or quotes. */
    @Command(name = "approve", description = "${bundle:cli.help.press-approve}")
    static final class Approving extends About {
        @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-approver")
        String by = "";

        @Option(names = "--text", descriptionKey = "cli.option.approve-text")
        boolean text;

        @Option(names = "--quote", paramLabel = "PERSON", descriptionKey = "cli.option.approve-quote")
        List<String> quotes = List.of();

        Approving(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            Acting acting = named(by);
            List<String> what = new ArrayList<>(quotes);
            if (text) {
                what.add(PressOffice.TEXT);
            }
            if (what.isEmpty()) {
                what.add(acting.by());
            }
            return services.getBean(PressOffice.class).approve(acting, matter, what);
        }
    }

    /** Releases in a person's name, after a summary that is confirmed by typing. */
    @Command(name = "release", description = "${bundle:cli.help.press-release}")
    static final class Releasing extends About {
        @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-releaser")
        String by = "";

        @Option(names = "--ahead-of-embargo", descriptionKey = "cli.option.ahead-of-embargo")
        boolean ahead;

        @Option(names = "--late", descriptionKey = "cli.option.late")
        boolean late;

        @Option(names = "--yes", descriptionKey = "cli.option.yes-release")
        boolean yes;

        Releasing(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            Set<Despite> despite = EnumSet.noneOf(Despite.class);
            if (ahead) {
                despite.add(Despite.EMBARGO);
            }
            if (late) {
                despite.add(Despite.DEADLINE);
            }
            Acting acting = named(by);
            PressOffice office = services.getBean(PressOffice.class);
            PressView.Question question = office.question(matter, despite);
            new PressPrinter(terminal, options.json).print(question);
            if (!yes && !terminal.types(terminal.texts().text("cli.press.confirm", question.word()), question.word())) {
                throw new CommandException(
                        Notice.error("cli.press.not-confirmed", Place.file(matter), question.word()));
            }
            return office.release(acting, matter, question.digest(), despite);
        }
    }

    /** Approves or chooses the wording for the case that not everybody signs. */
    @Command(name = "second", description = "${bundle:cli.help.press-second}")
    static final class Second extends About {
        @Option(names = "--as", paramLabel = "PERSON", descriptionKey = "cli.option.as-actor-name")
        String by = "";

        @Option(names = "--approve", descriptionKey = "cli.option.second-approve")
        boolean approve;

        @Option(names = "--choose", descriptionKey = "cli.option.second-choose")
        boolean choose;

        @Option(names = "--first", descriptionKey = "cli.option.second-first")
        boolean first;

        Second(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            SecondWording wording = services.getBean(SecondWording.class);
            if (choose && first) {
                throw new CommandException(Notice.error("cli.press.second-both", Place.NOWHERE));
            }
            if (!approve && !choose && !first) {
                wording.of(matter).ifPresent(one -> terminal.progress(one.text()));
                return wording.show(matter);
            }
            Acting acting = named(by);
            PressView view = approve ? wording.approve(acting, matter, null) : wording.show(matter);
            return choose || first ? wording.choose(acting, matter, choose, Progress.SILENT) : view;
        }
    }

    /** Stops a release before its first mail, or the rest of a list. */
    @Command(name = "stop", description = "${bundle:cli.help.press-stop}")
    static final class Stopping extends About {
        @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-actor-name")
        String by = "";

        @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "cli.option.reason")
        String reason = "";

        Stopping(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            return services.getBean(PressOffice.class).stop(named(by).because(reason), matter);
        }
    }

    /** Makes a correction of a release that is out. */
    @Command(name = "correct", description = "${bundle:cli.help.press-correct}")
    static final class Correcting extends About {
        @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-actor-name")
        String by = "";

        @Option(names = "--says", paramLabel = "TEXT", required = true, descriptionKey = "cli.option.says")
        String says = "";

        Correcting(Starter starter) {
            super(starter);
        }

        @Override
        PressView decide(BeanFactory services, Terminal terminal) {
            return services.getBean(PressOffice.class).correct(named(by), matter, says);
        }
    }
}

package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.RunReport;
import federzug.pipeline.board.Board;
import federzug.pipeline.mailing.MailDesk.Decision;
import federzug.pipeline.mailing.OutgoingMails.Answer;
import federzug.pipeline.run.TimedSending;
import federzug.start.Starter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends what is due: signed documents to the signatories, the release to the press list; and looks after the mails. */
@Command(name = "send", description = "${bundle:cli.help.send}")
final class SendCommand extends MattersCommand {
    private static final Map<String, Answer> ANSWERS =
            Map.of("sent", Answer.ARRIVED, "resend", Answer.AGAIN, "perhaps-twice", Answer.AGAIN_PERHAPS_TWICE);

    @ArgGroup
    Instead instead = new Instead();

    /** One of these, or none. */
    static final class Instead {
        @Option(names = "--list", descriptionKey = "cli.option.list")
        boolean list;

        @Option(
                names = "--resolve",
                arity = "2",
                paramLabel = "NUMMER sent|resend|perhaps-twice",
                hideParamSyntax = true,
                descriptionKey = "cli.option.resolve")
        List<String> resolve = List.of();

        @Option(names = "--to-me", descriptionKey = "cli.option.to-me")
        boolean toMe;

        @Option(names = "--wait", descriptionKey = "cli.option.wait")
        boolean wait;
    }

    SendCommand(Starter starter) {
        super(starter);
    }

    /** Each time the option is given it brings a mail and a decision. */
    private List<List<String>> pairs() {
        return IntStream.range(0, instead.resolve.size() / 2)
                .mapToObj(i -> instead.resolve.subList(2 * i, 2 * i + 2))
                .toList();
    }

    @Override
    void prepareFolders() {
        List<Notice> wrong = pairs().stream()
                .filter(pair -> !ANSWERS.containsKey(pair.get(1)))
                .map(pair -> Notice.error("cli.usage.resolve", Place.NOWHERE, pair.get(1)))
                .toList();
        if (!wrong.isEmpty()) {
            throw new CommandException(wrong);
        }
    }

    @Override
    FilesOf writesFilesOf() {
        if (instead.list || instead.toMe || !instead.resolve.isEmpty()) {
            return FilesOf.NONE;
        }
        return super.writesFilesOf();
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        if (instead.list || !instead.resolve.isEmpty() || instead.toMe) {
            return lookAfter(new MailList(terminal, options.json, services), progress);
        }
        RunReport report = services.getBean(TimedSending.class).send(actor(), matter, instead.wait, progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }

    private int lookAfter(MailList mails, TerminalProgress progress) {
        if (instead.list) {
            return mails.list(matter);
        }
        if (instead.toMe) {
            return mails.toMe(matter, progress);
        }
        return mails.resolve(pairs().stream()
                .map(pair -> new Decision(pair.get(0), Objects.requireNonNull(ANSWERS.get(pair.get(1)))))
                .toList());
    }
}

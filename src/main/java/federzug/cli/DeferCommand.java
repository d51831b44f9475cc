package federzug.cli;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Defers a person's signature; the others do not wait for it. */
@Command(name = "defer", description = "${bundle:cli.help.defer}")
final class DeferCommand extends TurnCommand {
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

    @Option(names = "--until", paramLabel = "ZEITPUNKT", required = true, descriptionKey = "cli.option.until")
    String until = "";

    DeferCommand(Starter starter) {
        super(starter);
    }

    @Override
    MatterStatus decide(Acting acting, TurnDesk desk, Whose whose, Progress progress) {
        return desk.defer(acting, whose, when(), reason, progress);
    }

    private LocalDateTime when() {
        try {
            return until.contains("T")
                    ? LocalDateTime.parse(until)
                    : LocalDate.parse(until).atTime(END_OF_DAY);
        } catch (DateTimeParseException e) {
            throw new CommandException(Notice.error("cli.defer.until", Place.NOWHERE, until)).causedBy(e);
        }
    }
}

package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.run.Forgetting;
import federzug.pipeline.run.Forgetting.Due;
import federzug.start.Starter;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deletes what is kept of ended matters longer than the settings say; shows it first. */
@Command(name = "forget", description = "${bundle:cli.help.forget}")
final class ForgetCommand extends WorkingCommand {
    @Option(names = "--dry-run", descriptionKey = "cli.option.dry-run")
    boolean dryRun;

    @Option(names = "--yes", descriptionKey = "cli.option.yes-forget")
    boolean yes;

    ForgetCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Forgetting forgetting = services.getBean(Forgetting.class);
        List<Due> due = forgetting.due();
        if (!options.json) {
            show(due, forgetting.hasPeriods(), terminal);
        }
        if (due.isEmpty() && !dryRun) {
            forgetting.forgetCopies();
        }
        if (due.isEmpty() || dryRun) {
            return print(due, false, terminal);
        }
        if (!yes && !terminal.confirms(terminal.texts().text("cli.forget.ask"))) {
            throw new CommandException(Notice.error("cli.forget.not-confirmed", Place.NOWHERE));
        }
        return print(forgetting.forget(actor(), due), true, terminal);
    }

    private static void show(List<Due> due, boolean periods, Terminal terminal) {
        if (due.isEmpty()) {
            terminal.result(terminal.texts().text(periods ? "cli.forget.nothing" : "cli.forget.no-periods"));
        }
        for (Due one : due) {
            terminal.result(terminal.texts()
                    .text(
                            one.begun() ? "cli.forget.begun" : "cli.forget.due",
                            one.matter(),
                            terminal.texts().text(one.kind().code()),
                            terminal.time().day(one.ended())));
        }
    }

    private int print(List<Due> all, boolean done, Terminal terminal) {
        if (options.json) {
            ObjectNode root = IndentedJson.MAPPER.createObjectNode();
            root.put("schema", "federzug-forget-1").put("done", done);
            ArrayNode list = root.putArray("contents");
            all.forEach(one -> list.addObject()
                    .put("matter", one.matter())
                    .put("kind", one.kind().word())
                    .put("since", one.ended().toString()));
            terminal.result(IndentedJson.MAPPER.writeValueAsString(root));
        } else if (done) {
            terminal.result(terminal.texts().text("cli.forget.done", all.size()));
        }
        return ExitCode.DONE;
    }
}

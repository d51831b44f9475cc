package federzug.cli;

import federzug.notice.Notice;
import federzug.pipeline.collecting.CollectDesk;
import federzug.pipeline.collecting.CollectDesk.Entry;
import federzug.start.Starter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes what comes back from a mailbox and a folder: reports, signed copies, approvals, unsubscriptions. */
@Command(name = "collect", description = "${bundle:cli.help.collect}")
final class CollectCommand extends WorkingCommand {
    @ArgGroup
    Instead instead = new Instead();

    /** One of these, or none. */
    static final class Instead {
        @Option(names = "--wait", descriptionKey = "cli.option.collect-wait")
        boolean wait;

        @Option(names = "--codes", paramLabel = "VORGANG", descriptionKey = "cli.option.codes")
        @Nullable
        String codes;
    }

    CollectCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        CollectDesk desk = services.getBean(CollectDesk.class);
        TerminalProgress progress = new TerminalProgress(terminal);
        if (instead.codes != null) {
            desk.codes(instead.codes)
                    .forEach(code -> terminal.result(
                            terminal.texts().text("cli.collect.code", code.person(), code.quote(), code.phrase())));
            return ExitCode.DONE;
        }
        if (instead.wait) {
            desk.collectForEver(actor(), progress, entries -> {
                progress.clear();
                print(entries, terminal, true);
            });
            return ExitCode.DONE;
        }
        List<Entry> entries = desk.collect(actor(), progress);
        progress.clear();
        print(entries, terminal, false);
        return entries.stream().anyMatch(Entry::waitsForPerson) ? ExitCode.ATTENTION : ExitCode.DONE;
    }

    private void print(List<Entry> entries, Terminal terminal, boolean onlyNews) {
        if (options.json) {
            terminal.result(json(entries, terminal));
            return;
        }
        for (Entry entry : entries) {
            terminal.result(terminal.texts().text(head(entry), entry.name(), entry.from()));
            for (Notice notice : entry.notices()) {
                terminal.result("    " + terminal.texts().text(notice));
            }
        }
        if (entries.isEmpty() && !onlyNews) {
            terminal.result(terminal.texts().text("cli.collect.none"));
        }
    }

    private static String head(Entry entry) {
        return switch (entry.outcome()) {
            case "DONE" -> "cli.collect.done";
            case "UNCLEAR" -> "cli.collect.unclear";
            default -> "cli.collect.left";
        };
    }

    private static String json(List<Entry> entries, Terminal terminal) {
        ObjectNode root = IndentedJson.MAPPER.createObjectNode();
        root.put("schema", "federzug-collect-1");
        ArrayNode list = root.putArray("entries");
        for (Entry entry : entries) {
            ObjectNode node = list.addObject();
            node.put("name", entry.name())
                    .put("from", entry.from())
                    .put("outcome", entry.outcome())
                    .put("matter", entry.matter());
            ArrayNode notices = node.putArray("notices");
            entry.notices()
                    .forEach(notice -> notices.addObject()
                            .put("code", notice.code())
                            .put("text", terminal.texts().text(notice)));
        }
        return IndentedJson.MAPPER.writeValueAsString(root);
    }
}

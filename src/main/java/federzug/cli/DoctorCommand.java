package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.StatusJson;
import federzug.pipeline.doctor.Doctor;
import federzug.pipeline.doctor.Doctor.Checkup;
import federzug.start.Starter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks everything a signing needs and says what works and what to do. */
@Command(name = "doctor", description = "${bundle:cli.help.doctor}")
final class DoctorCommand extends WorkingCommand {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(paramLabel = "VORGANG", arity = "0..1", descriptionKey = "cli.param.matter")
    @Nullable
    String matter;

    DoctorCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        Checkup checkup = services.getBean(Doctor.class).examine(matter, progress);
        progress.clear();
        if (options.json) {
            terminal.result(json(checkup, terminal.texts()));
        } else {
            print(checkup, terminal);
        }
        return checkup.isHealthy() ? ExitCode.DONE : ExitCode.ATTENTION;
    }

    private static void print(Checkup checkup, Terminal terminal) {
        for (Notice finding : checkup.findings()) {
            boolean good = finding.severity() == Severity.NOTE;
            String mark = good ? terminal.paint("✓", Colour.GREEN) : terminal.paint("!", Colour.RED);
            terminal.result(mark + " " + terminal.texts().line(finding));
        }
        if (!checkup.missing().isEmpty()) {
            terminal.result("");
            terminal.result(terminal.paint(terminal.texts().text("cli.doctor.missing"), Colour.BOLD));
            for (Notice one : checkup.missing()) {
                boolean late = one.severity() != Severity.NOTE;
                terminal.result((late ? "! " : "· ") + terminal.texts().line(one));
            }
        }
    }

    private static String json(Checkup checkup, Texts texts) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", "federzug-doctor-1").put("healthy", checkup.isHealthy());
        list(root.putArray("findings"), checkup.findings(), texts);
        list(root.putArray("missing"), checkup.missing(), texts);
        return MAPPER.writeValueAsString(root);
    }

    private static void list(ArrayNode into, List<Notice> notices, Texts texts) {
        notices.forEach(notice -> into.add(StatusJson.notice(notice, texts)));
    }
}

package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.StatusJson;
import federzug.pipeline.doctor.HouseCheck;
import federzug.pipeline.doctor.HouseCheck.House;
import federzug.pipeline.doctor.KeyFacts;
import federzug.pipeline.doctor.Lamp;
import federzug.start.Starter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks everything a signing needs and says what works and what to do. */
@Command(name = "doctor", description = "${bundle:cli.help.doctor}")
final class DoctorCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", arity = "0..1", descriptionKey = "cli.param.matter")
    @Nullable
    String matter;

    DoctorCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        House house = services.getBean(HouseCheck.class).examine(matter, false, progress);
        progress.clear();
        if (options.json) {
            terminal.result(json(house, terminal.texts()));
        } else {
            new DoctorPrinter(terminal).print(house);
        }
        return house.isHealthy() ? ExitCode.DONE : ExitCode.ATTENTION;
    }

    private static String json(House house, Texts texts) {
        ObjectNode root = IndentedJson.MAPPER.createObjectNode();
        root.put("schema", "federzug-doctor-1").put("healthy", house.isHealthy());
        list(root.putArray("findings"), house.checkup().findings(), texts);
        list(root.putArray("missing"), house.checkup().missing(), texts);
        ArrayNode lamps = root.putArray("lamps");
        for (Lamp lamp : house.checkup().lamps()) {
            ObjectNode node = lamps.addObject();
            node.put("kind", lamp.kind().name().toLowerCase(Locale.ROOT)).put("about", lamp.about());
            node.put("good", lamp.isGood());
            list(node.putArray("findings"), lamp.findings(), texts);
        }
        ArrayNode keys = root.putArray("devices");
        for (KeyFacts key : house.keys()) {
            ObjectNode node = keys.addObject();
            node.put("name", key.name()).put("kind", key.kind()).put("holder", key.holder());
            node.put("until", key.until() == null ? null : key.until().toString());
            key.chain().forEach(node.putArray("chain")::add);
            list(node.putArray("findings"), key.notices(), texts);
        }
        ArrayNode settings = root.putArray("settings");
        house.inForce()
                .forEach(one -> settings.addObject()
                        .put("key", one.key())
                        .put("value", one.value())
                        .put("source", one.source()));
        return IndentedJson.MAPPER.writeValueAsString(root);
    }

    private static void list(ArrayNode into, List<Notice> notices, Texts texts) {
        notices.forEach(notice -> into.add(StatusJson.notice(notice, texts)));
    }
}

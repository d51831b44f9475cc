package federzug.cli;

import federzug.start.Starter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Puts the commands together, with their German texts. Looking through all of them takes a good part of the time of a
 * short call; a call gets what it needs: the command that it names first, or for the help a list of names.
 */
final class CommandTree {
    private static final List<Named> COMMANDS = List.of(
            new Named("init", InitCommand.class),
            new Named("serve", ServeCommand.class),
            new Named("run", RunCommand.class),
            new Named("prepare", PrepareCommand.class),
            new Named("sign", SignCommand.class),
            new Named("sign-file", SignFileCommand.class),
            new Named("return", ReturnCommand.class),
            new Named("decline", DeclineCommand.class),
            new Named("defer", DeferCommand.class),
            new Named("takeback", TakeBackCommand.class),
            new Named("switch", SwitchCommand.class),
            new Named("replace", ReplaceCommand.class),
            new Named("remind", RemindCommand.class),
            new Named("seal", SealCommand.class),
            new Named("renew", RenewCommand.class),
            new Named("collect", CollectCommand.class),
            new Named("backup", BackupCommand.class),
            new Named("restore", RestoreCommand.class),
            new Named("forget", ForgetCommand.class),
            new Named("import", ImportCommand.class),
            new Named("worker", WorkerCommand.class),
            new Named("export", ExportCommand.class),
            new Named("send", SendCommand.class),
            new Named("press", PressCommand.class),
            new Named("cancel", CancelCommand.class),
            new Named("successor", SuccessorCommand.class),
            new Named("status", StatusCommand.class),
            new Named("doctor", DoctorCommand.class),
            new Named("rehearse", RehearseCommand.class),
            new Named("check", CheckCommand.class),
            new Named("trust", TrustCommand.class),
            new Named("template", TemplateCommand.class),
            new Named("repair", RepairCommand.class),
            new Named("resume", ResumeCommand.class));

    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "--version");

    private CommandTree() {}

    /** All commands with all their options. */
    static CommandLine whole(Starter starter) {
        CommandLine line = root(starter);
        COMMANDS.forEach(command -> line.addSubcommand(command.name(), command.made(line)));
        return inGerman(line);
    }

    /** As much of the tree as these arguments can reach; the whole where that cannot be told at once. */
    static CommandLine of(String[] arguments, Starter starter) {
        if (arguments.length == 0 || arguments.length == 1 && ABOUT_ALL.contains(arguments[0])) {
            CommandLine line = root(starter);
            COMMANDS.forEach(command -> line.addSubcommand(command.name(), command.listed()));
            return inGerman(line);
        }
        Optional<Named> named = COMMANDS.stream()
                .filter(command -> command.name().equals(arguments[0]))
                .findFirst();
        if (named.isEmpty()) {
            return whole(starter);
        }
        CommandLine line = root(starter);
        return inGerman(line.addSubcommand(named.get().name(), named.get().made(line)));
    }

    private static CommandLine root(Starter starter) {
        return new CommandLine(new RootCommand(), new CommandFactory(starter));
    }

    private static CommandLine inGerman(CommandLine line) {
        ResourceBundle german = ResourceBundle.getBundle(
                "federzug.cli.messages",
                Locale.GERMAN,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        line.setResourceBundle(german);
        setHeadings(line, german);
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static void setHeadings(CommandLine line, ResourceBundle german) {
        CommandSpec spec = line.getCommandSpec();
        spec.usageMessage()
                .synopsisHeading(german.getString("cli.help.heading-synopsis") + " ")
                .commandListHeading("%n" + german.getString("cli.help.heading-commands") + "%n")
                .optionListHeading("%n" + german.getString("cli.help.heading-options") + "%n")
                .parameterListHeading("%n" + german.getString("cli.help.heading-parameters") + "%n")
                .showDefaultValues(false);
        line.getSubcommands().values().forEach(sub -> setHeadings(sub, german));
    }

    /** A command by the name that it has in its own annotation. */
    private record Named(String name, Class<?> type) {
        CommandLine made(CommandLine parent) {
            return new CommandLine(type, parent.getFactory());
        }

        CommandLine listed() {
            CommandSpec spec = CommandSpec.create().name(name);
            spec.usageMessage().description("${bundle:cli.help." + name + "}");
            return new CommandLine(spec);
        }
    }
}

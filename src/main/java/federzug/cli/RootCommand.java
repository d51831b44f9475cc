package federzug.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code federzug} without a command shows the help. */
@Command(
        name = "federzug",
        header = "${bundle:cli.help.header}",
        description = "${bundle:cli.help.federzug}",
        footer = "${bundle:cli.help.footer}",
        versionProvider = Version.class,
        subcommands = {
            InitCommand.class,
            ServeCommand.class,
            RunCommand.class,
            PrepareCommand.class,
            SignCommand.class,
            SignFileCommand.class,
            ReturnCommand.class,
            DeclineCommand.class,
            DeferCommand.class,
            TakeBackCommand.class,
            SwitchCommand.class,
            ReplaceCommand.class,
            RemindCommand.class,
            SealCommand.class,
            RenewCommand.class,
            CollectCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ForgetCommand.class,
            ImportCommand.class,
            WorkerCommand.class,
            ExportCommand.class,
            SendCommand.class,
            PressCommand.class,
            CancelCommand.class,
            SuccessorCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            RehearseCommand.class,
            CheckCommand.class,
            TrustCommand.class,
            TemplateCommand.class,
            RepairCommand.class,
            ResumeCommand.class
        })
final class RootCommand extends CommandGroup {
    @Option(names = "--version", versionHelp = true, descriptionKey = "cli.option.version")
    boolean version;
}

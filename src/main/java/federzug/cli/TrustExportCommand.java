package federzug.cli;

import federzug.start.Starter;
import federzug.trust.status.TrustKeeping;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the trust data into a signed bundle for a machine without internet. */
@Command(name = "export", description = "${bundle:cli.help.trust-export}")
final class TrustExportCommand extends WorkingCommand {
    @Parameters(paramLabel = "DATEI", descriptionKey = "cli.param.trust-export")
    Path file = Path.of("");

    TrustExportCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TrustKeeping.Bundle bundle = services.getBean(TrustKeeping.class).export(file.toAbsolutePath());
        TrustPrinter.bundle("cli.trust.exported", bundle, terminal, options.json);
        return ExitCode.DONE;
    }
}

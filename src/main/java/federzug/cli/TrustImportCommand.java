package federzug.cli;

import federzug.start.Starter;
import federzug.trust.status.TrustKeeping;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over a signed bundle of trust data, all or nothing; exit 1 if it is too old to count. */
@Command(name = "import", description = "${bundle:cli.help.trust-import}")
final class TrustImportCommand extends WorkingCommand {
    @Parameters(paramLabel = "DATEI", descriptionKey = "cli.param.trust-import")
    Path file = Path.of("");

    @Option(names = "--older", descriptionKey = "cli.option.older")
    boolean older;

    TrustImportCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TrustKeeping keeping = services.getBean(TrustKeeping.class);
        TrustKeeping.Bundle bundle = keeping.bringIn(file.toAbsolutePath(), older);
        TrustOverview overview = keeping.show(TrustSource.EU);
        if (!options.json) {
            TrustPrinter.bundle("cli.trust.imported", bundle, terminal, false);
        }
        return TrustPrinter.show(overview, terminal, options.json);
    }
}

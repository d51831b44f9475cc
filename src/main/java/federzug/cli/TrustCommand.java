package federzug.cli;

import federzug.start.Starter;
import federzug.trust.status.TrustKeeping;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is trusted, how old it is, and until when it holds; exit 1 if nothing may be believed. */
@Command(
        name = "trust",
        description = "${bundle:cli.help.trust}",
        subcommands = {TrustRefreshCommand.class, TrustExportCommand.class, TrustImportCommand.class})
final class TrustCommand extends WorkingCommand {
    @Parameters(paramLabel = "QUELLE", arity = "0..1", descriptionKey = "cli.option.trust")
    String source = "eu";

    TrustCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TrustOverview overview = services.getBean(TrustKeeping.class).show(TrustSource.parse(source));
        return TrustPrinter.show(overview, terminal, options.json);
    }
}

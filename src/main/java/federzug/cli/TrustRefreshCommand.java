package federzug.cli;

import federzug.start.Starter;
import federzug.trust.status.TrustKeeping;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;

/** Fetches the EU's lists again, however recent they are. */
@Command(name = "refresh", description = "${bundle:cli.help.trust-refresh}")
final class TrustRefreshCommand extends WorkingCommand {
    TrustRefreshCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        return TrustPrinter.show(services.getBean(TrustKeeping.class).refresh(), terminal, options.json);
    }
}

package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Texts;
import federzug.pipeline.Checking;
import federzug.pipeline.Checking.Checked;
import federzug.trust.status.TrustSource;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Finding;
import federzug.verification.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verdict for each file; exit 0 only if all are valid. */
@Command(name = "check", description = "${bundle:cli.help.check}")
final class CheckCommand extends WorkingCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy, HH:mm:ss").withZone(ZoneId.of("Europe/Berlin"));

    @Parameters(paramLabel = "FILE.pdf", arity = "1..*", descriptionKey = "cli.param.files")
    List<Path> files = List.of();

    @Option(names = "--expect", paramLabel = "vorgang.yaml", descriptionKey = "cli.option.expect")
    @Nullable
    Path expect;

    @Option(names = "--report", paramLabel = "DIR", descriptionKey = "cli.option.report")
    @Nullable
    Path report;

    @Option(names = "--trust", paramLabel = "SOURCE", descriptionKey = "cli.option.trust")
    @Nullable
    String trust;

    CheckCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Checking checking = services.getBean(Checking.class);
        TerminalProgress progress = new TerminalProgress(terminal);
        @Nullable TrustSource source = trust == null ? null : TrustSource.parse(trust);
        List<Checked> checked = checking.check(new Checking.Question(files, expect, report, source), progress);
        progress.clear();
        if (options.json) {
            terminal.result(checked.stream().map(Checked::json).collect(Collectors.joining(",\n", "[", "]")));
        } else {
            checked.forEach(one -> print(one, terminal));
        }
        return checked.stream().allMatch(one -> one.verdict().isValid()) ? ExitCode.DONE : ExitCode.ATTENTION;
    }

    private static void print(Checked checked, Terminal terminal) {
        Texts texts = terminal.texts();
        Verdict verdict = checked.verdict();
        Colour colour =
                verdict.isValid() ? Colour.GREEN : verdict instanceof Verdict.Invalid ? Colour.RED : Colour.YELLOW;
        String word = texts.text("cli.verdict." + verdict.word().toLowerCase(Locale.ROOT));
        terminal.result("");
        terminal.result(texts.text("cli.check.file", verdict.examination().file()));
        terminal.result("  " + terminal.paint(word, colour));
        if (verdict.examination().rehearsal()) {
            terminal.result("  " + terminal.paint(texts.text("cli.check.rehearsal"), Colour.YELLOW));
        }
        for (SignatureFacts signature : verdict.examination().signatures()) {
            @Nullable Instant proven = signature.timestampTime();
            terminal.result("  · "
                    + texts.text(
                            "cli.check.signature",
                            signature.signer(),
                            texts.text("cli.qualification."
                                    + signature
                                            .qualification()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-')),
                            proven == null ? texts.text("cli.check.no-time") : TIME.format(proven),
                            signature.level()));
        }
        for (Finding finding : verdict.examination().findings()) {
            terminal.result("  ! " + texts.line(finding.notice()));
        }
        verdict.examination().changes().forEach(change -> terminal.result("  ! " + change));
        if (!checked.reports().isEmpty()) {
            terminal.result("  "
                    + texts.text("cli.check.reports", checked.reports().get(0).getParent()));
        }
    }
}

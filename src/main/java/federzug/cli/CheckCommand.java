package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.checking.Checking;
import federzug.pipeline.checking.Checking.Checked;
import federzug.pipeline.checking.FilePasswords;
import federzug.start.CheckApplication;
import federzug.start.Home;
import federzug.start.Starter;
import federzug.trust.status.TrustSource;
import federzug.verification.Comparison;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Finding;
import federzug.verification.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a verdict for each file, exit 0 only if all are valid; or compares two copies. */
@Command(name = "check", description = "${bundle:cli.help.check}")
final class CheckCommand extends WorkingCommand {
    private static final int MOST_ALONE = 20;

    @Parameters(paramLabel = "DATEI.pdf", arity = "1..*", descriptionKey = "cli.param.files")
    List<Path> files = List.of();

    @Option(names = "--expect", paramLabel = "vorgang.yaml", descriptionKey = "cli.option.expect")
    @Nullable
    Path expect;

    @Option(names = "--report", paramLabel = "ORDNER", descriptionKey = "cli.option.report")
    @Nullable
    Path report;

    @Option(names = "--trust", paramLabel = "QUELLE", descriptionKey = "cli.option.trust")
    @Nullable
    String trust;

    @Option(names = "--compare", descriptionKey = "cli.option.compare")
    boolean compare;

    @Option(names = "--evidence", paramLabel = "ORDNER", descriptionKey = "cli.option.evidence")
    @Nullable
    Path evidence;

    @Option(names = "--extract", paramLabel = "ORDNER", descriptionKey = "cli.option.extract")
    @Nullable
    Path extract;

    @Option(names = "--password-file", paramLabel = "DATEI", descriptionKey = "cli.option.password-file")
    @Nullable
    Path passwordFile;

    @Option(names = "--lang", paramLabel = "de|en", descriptionKey = "cli.option.lang")
    Language language = Language.DE;

    private @Nullable Boolean inHome;

    enum Language {
        DE(Locale.GERMAN),
        EN(Locale.ENGLISH);

        private final Locale locale;

        Language(Locale locale) {
            this.locale = locale;
        }
    }

    CheckCommand(Starter starter) {
        super(starter);
    }

    @Override
    ConfigurableApplicationContext application(Starter whole) {
        return worksInHome() ? whole.start(properties()) : CheckApplication.start(properties());
    }

    /** A few files need no data folder, and none is made for them; reports of many would not fit into memory. */
    @Override
    boolean worksInHome() {
        if (inHome == null) {
            inHome = expect != null
                    || files.size() > MOST_ALONE
                    || files.stream().anyMatch(Files::isDirectory)
                    || !Home.isMissing(options.start());
        }
        return inHome;
    }

    @Override
    void prepareFolders() {
        if (compare && files.size() != 2) {
            throw new CommandException(Notice.error("cli.check.compare-two", Place.NOWHERE, files.size()));
        }
    }

    @Override
    int work(BeanFactory services, Terminal german) {
        Terminal terminal = german.in(language.locale);
        Checking checking = services.getBean(Checking.class);
        @Nullable TrustSource source = trust == null ? null : TrustSource.parse(trust);
        return compare ? compare(checking, source, terminal) : check(checking, source, terminal);
    }

    private int check(Checking checking, @Nullable TrustSource source, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        int[] counts = new int[3];
        if (options.json) {
            terminal.raw("[");
        }
        boolean valid = checking.check(
                new Checking.Question(
                        files,
                        expect,
                        report,
                        evidence,
                        extract,
                        source,
                        language.locale,
                        passwordFile,
                        passwords(checking, terminal)),
                progress,
                one -> {
                    progress.clear();
                    if (options.json) {
                        terminal.raw((counts[0] + counts[1] + counts[2] == 0 ? "" : ",\n") + one.json());
                    } else {
                        print(one, terminal);
                    }
                    counts[one.verdict().isValid() ? 0 : one.verdict() instanceof Verdict.Invalid ? 2 : 1]++;
                });
        progress.clear();
        if (options.json) {
            terminal.result("]");
        } else if (counts[0] + counts[1] + counts[2] > 1) {
            terminal.result("");
            terminal.result(terminal.texts().text("cli.check.tally", counts[0], counts[1], counts[2]));
        }
        return valid ? ExitCode.DONE : ExitCode.ATTENTION;
    }

    /** A person at the terminal is asked; a program that reads the output is not. */
    private FilePasswords passwords(Checking checking, Terminal terminal) {
        if (passwordFile != null || options.json || !terminal.isAttended()) {
            return FilePasswords.NONE;
        }
        Map<Path, String> typed = new HashMap<>();
        for (Path file : checking.locked(files)) {
            char[] password = terminal.secret(terminal.texts().text("cli.check.password", file));
            if (password.length > 0) {
                typed.put(file, new String(password));
            }
        }
        return new FilePasswords(typed);
    }

    private int compare(Checking checking, @Nullable TrustSource source, Terminal terminal) {
        Comparison comparison = checking.compare(files.get(0), files.get(1), source, language.locale);
        if (options.json) {
            terminal.result(comparison.json());
        } else {
            for (Verdict verdict : List.of(comparison.first(), comparison.second())) {
                String word =
                        terminal.texts().text("cli.verdict." + verdict.word().toLowerCase(Locale.ROOT));
                terminal.result(verdict.examination().file() + ": " + word);
            }
            comparison.sentences(terminal.texts()).forEach(terminal::result);
        }
        if (report != null) {
            Path written = checking.write(comparison, report, language.locale);
            if (!options.json) {
                terminal.result(terminal.texts().text("cli.check.reports", written.getParent()));
            }
        }
        return comparison.isSame() ? ExitCode.DONE : ExitCode.ATTENTION;
    }

    private static String quality(SignatureFacts signature, Verdict verdict) {
        return verdict.examination().rehearsal() && signature.qualification() == Qualification.QES
                ? "rehearsal"
                : signature.qualification().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void print(Checked checked, Terminal terminal) {
        Texts texts = terminal.texts();
        Verdict verdict = checked.verdict();
        // Green is for what counts in law.
        Colour colour = verdict.isValid() && !verdict.examination().rehearsal()
                ? Colour.GREEN
                : verdict instanceof Verdict.Invalid ? Colour.RED : Colour.YELLOW;
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
                            PersonalNumber.maskedIn(signature.signer()),
                            texts.text("cli.qualification." + quality(signature, verdict)),
                            proven == null
                                    ? texts.text("cli.check.no-time")
                                    : terminal.time().second(proven),
                            signature.level()));
        }
        for (Finding finding : verdict.examination().findings()) {
            boolean note = finding.notice().severity() == Severity.NOTE;
            terminal.result((note ? "  – " : "  ! ") + texts.line(finding.notice()));
        }
        if (!checked.reports().isEmpty()) {
            terminal.result("  "
                    + texts.text("cli.check.reports", checked.reports().get(0).getParent()));
        }
    }
}

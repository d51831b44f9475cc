package federzug.cli;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes to the terminal: results to stdout, progress and errors to stderr, colour only on a terminal. */
final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final Texts texts;
    private final boolean plain;
    private final boolean quiet;
    private final @Nullable GermanTime time;

    Terminal(PrintStream out, PrintStream err, Texts texts, boolean plain, boolean quiet) {
        this(out, err, texts, plain, quiet, null);
    }

    private Terminal(
            PrintStream out, PrintStream err, Texts texts, boolean plain, boolean quiet, @Nullable GermanTime time) {
        this.out = out;
        this.err = err;
        this.texts = texts;
        this.plain = plain;
        this.quiet = quiet;
        this.time = time;
    }

    static Terminal system(boolean plain, boolean quiet) {
        boolean person = System.console() != null && isTerminalCapable();
        return new Terminal(utf8(System.out), utf8(System.err), Texts.german(), plain || !person, quiet);
    }

    private static boolean isTerminalCapable() {
        return System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }

    /** The JVM takes the platform's charset from the locale, which is often POSIX; umlauts must survive. */
    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** The same terminal, spoken to in another language. */
    Terminal in(Locale locale) {
        return new Terminal(out, err, Texts.in(locale), plain, quiet, time);
    }

    /** The same terminal once the settings are read: it shows times in their zone. */
    Terminal showing(GermanTime time) {
        return new Terminal(out, err, texts, plain, quiet, time);
    }

    Texts texts() {
        return texts;
    }

    /**
     * @throws NullPointerException before the settings are read
     */
    GermanTime time() {
        return Objects.requireNonNull(time, "no time zone yet");
    }

    boolean isPlain() {
        return plain;
    }

    boolean isQuiet() {
        return quiet;
    }

    void result(String text) {
        out.println(text);
        out.flush();
    }

    /** A result too long to be held in memory. */
    void result(Consumer<OutputStream> writer) {
        writer.accept(out);
        out.println();
        out.flush();
    }

    /** Redraws nothing: the caller writes control sequences itself, and only where {@link #isPlain()} is false. */
    void raw(String text) {
        out.print(text);
        out.flush();
    }

    void progress(String text) {
        if (!quiet) {
            err.println(text);
        }
    }

    void redraw(String text) {
        if (!quiet) {
            err.print("\r\u001b[K" + text);
            err.flush();
        }
    }

    void trouble(Notice notice) {
        String word = texts.text("cli.severity." + notice.severity().name().toLowerCase(java.util.Locale.ROOT));
        String head = paint(word + ":", notice.severity() == Severity.ERROR ? Colour.RED : Colour.YELLOW);
        err.println(head + " " + texts.line(notice));
    }

    /** Words that a person must read before continuing. */
    void say(Notice notice) {
        err.println(texts.line(notice));
    }

    void stackTrace(Throwable trouble) {
        trouble.printStackTrace(err);
    }

    /** Leaves a half-drawn progress line behind. */
    void redrawEnd() {
        if (!plain) {
            redraw("");
        }
    }

    String paint(String text, Colour colour) {
        return plain ? text : "\u001b[" + colour.code + "m" + text + "\u001b[0m";
    }

    /** Whether somebody can be asked. */
    boolean isAttended() {
        return System.console() != null;
    }

    /** Asks for a line; null without a terminal, or when nobody answers any more. */
    @Nullable
    String line(String prompt) {
        @Nullable Console console = System.console();
        return console == null ? null : console.readLine("%s ", prompt);
    }

    /** Asks without echo; an empty answer without a terminal. */
    char[] secret(String prompt) {
        @Nullable Console console = System.console();
        char @Nullable [] answer = console == null ? null : console.readPassword("%s ", prompt);
        return answer == null ? new char[0] : answer;
    }

    /** Yes only if a person answers so; without a terminal it is no. */
    boolean confirms(String question) {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        @Nullable String answer = console.readLine("%s ", question);
        return answer != null
                && Arrays.asList("j", "ja", "y", "yes").contains(answer.strip().toLowerCase(java.util.Locale.ROOT));
    }

    /** Whether a person types exactly this word; without a terminal nobody does. */
    boolean types(String question, String word) {
        @Nullable Console console = System.console();
        @Nullable String answer = console == null ? null : console.readLine("%s ", question);
        return answer != null && answer.strip().equals(word);
    }

    enum Colour {
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BOLD("1"),
        DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}

package federzug.cli;

import federzug.notice.Notice;
import federzug.pipeline.signing.SigningDesk.PinPrompt;

/** Asks at the terminal, without echo. */
record TerminalPrompt(Terminal terminal) implements PinPrompt {
    @Override
    public char[] ask(String device) {
        return terminal.secret(terminal.texts().text("cli.sign.pin", device));
    }

    @Override
    public char[] ask(Notice question) {
        return terminal.secret(terminal.texts().text(question));
    }

    /** Not progress: the user cannot continue without it, so it is shown even with --quiet. */
    @Override
    public void tell(Notice what) {
        terminal.say(what);
    }
}

package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.MailLine;
import federzug.pipeline.MatterStatus.TurnStatus;
import java.util.List;

/** Prints the state of a matter in a few German lines: files, who signed when, what was mailed to whom. */
final class Summary {
    private final Terminal terminal;
    private final Texts texts;

    Summary(Terminal terminal) {
        this.terminal = terminal;
        this.texts = terminal.texts();
    }

    void print(MatterStatus matter) {
        boolean releaseAlone = matter.agreements().isEmpty() && matter.release() != null;
        String head = texts.text(
                "cli.summary.matter", matter.id(), releaseAlone ? releaseState(matter) : state(matter.state()));
        terminal.result("");
        terminal.result(terminal.paint(head, Colour.BOLD));
        if (matter.rehearsal()) {
            terminal.result("  " + terminal.paint(texts.text("cli.summary.rehearsal"), Colour.YELLOW));
        }
        terminal.result("  " + texts.text("cli.summary.folder", matter.folder()));
        matter.agreements()
                .forEach(agreement -> print(agreement, matter.agreements().size() > 1));
        if (matter.release() != null) {
            terminal.result("  " + texts.text("cli.summary.release", releaseState(matter)));
        }
        mails(matter);
        matter.notices()
                .forEach(notice ->
                        terminal.result((notice.severity() == Severity.NOTE ? "  – " : "  ! ") + texts.line(notice)));
    }

    private void print(AgreementStatus agreement, boolean named) {
        String name = named ? agreement.id() : "";
        terminal.result("  "
                + texts.text("cli.summary.agreement", name, state(agreement.state()))
                        .replace("  ", " "));
        for (TurnStatus turn : agreement.turns()) {
            boolean signed = turn.state().equals("SIGNED");
            String mark = signed ? terminal.paint("✓", Colour.GREEN) : "·";
            String line = texts.text(
                    "cli.summary.turn",
                    turn.signatory(),
                    turn.office(),
                    state(turn.state()),
                    terminal.time().minute(turn.since()));
            terminal.result("    " + mark + " " + line);
        }
    }

    private void mails(MatterStatus matter) {
        List<MailLine> mails = matter.mails();
        if (mails.isEmpty()) {
            return;
        }
        String head = matter.rehearsal() ? "cli.summary.mails-rehearsal" : "cli.summary.mails";
        terminal.result("  " + texts.text(head, mails.size()));
        for (MailLine mail : mails) {
            terminal.result("    " + texts.text("cli.summary.mail", mail.recipient(), kind(mail), mailState(mail)));
        }
    }

    /** A release whose mails are files only is written, not sent. */
    private String releaseState(MatterStatus matter) {
        String state =
                matter.release() == null ? matter.state() : matter.release().state();
        List<MailLine> mails = matter.mails().stream()
                .filter(mail -> mail.kind().equals("PRESS"))
                .toList();
        boolean filed =
                state.equals("DISPATCHED") && !mails.isEmpty() && mails.stream().allMatch(MailLine::filed);
        return filed ? texts.text("cli.state.filed") : state(state);
    }

    private String mailState(MailLine mail) {
        if (mail.state().equals("DEFERRED")) {
            return texts.text("cli.state.mail-deferred");
        }
        if (mail.replaced()) {
            return texts.text("cli.state.mail-replaced");
        }
        return mail.filed() ? texts.text("cli.state.filed") : state(mail.state());
    }

    private String kind(MailLine mail) {
        return texts.text(
                "cli.kind." + mail.kind().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    private String state(String state) {
        return texts.text(
                "cli.state." + state.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }
}

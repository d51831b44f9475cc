package federzug.cli;

import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.MailDesk;
import federzug.pipeline.mailing.MailDesk.Decision;
import federzug.pipeline.mailing.MailDesk.Entry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the mail desk and prints its mails: each with its number, state, reason and Message-ID. */
final class MailList {
    static final String SCHEMA = "federzug-mails-1";
    private final Terminal terminal;
    private final Texts texts;
    private final boolean json;
    private final MailDesk desk;

    MailList(Terminal terminal, boolean json, BeanFactory services) {
        this.terminal = terminal;
        this.texts = terminal.texts();
        this.json = json;
        this.desk = services.getBean(MailDesk.class);
    }

    /** @param matter null: of every matter */
    int list(@Nullable String matter) {
        return print(desk.list(matter));
    }

    int resolve(List<Decision> decisions) {
        return print(desk.resolve(WorkingCommand.actor(), decisions));
    }

    /** @param matter whose release is sent; null: one test mail of each kind */
    int toMe(@Nullable String matter, Progress progress) {
        return print(
                matter == null
                        ? desk.toMe(WorkingCommand.actor(), progress)
                        : desk.toMe(WorkingCommand.actor(), matter, progress));
    }

    /**
     * @return the exit code
     */
    private int print(List<Entry> mails) {
        if (json) {
            terminal.result(asJson(mails));
        } else if (mails.isEmpty()) {
            terminal.result(texts.text("cli.mails.none"));
        } else {
            mails.forEach(this::print);
        }
        return mails.stream().anyMatch(Entry::waitsForPerson) ? ExitCode.ATTENTION : ExitCode.DONE;
    }

    private void print(Entry mail) {
        terminal.result(texts.text(
                "cli.mails.head",
                mail.id(),
                mail.recipient(),
                state(mail),
                terminal.time().minute(mail.since())));
        terminal.result(
                "    " + texts.text("cli.mails.what", mail.matter(), word("cli.kind.", mail.kind()), mail.file()));
        terminal.result("    " + texts.text("cli.mails.message-id", mail.messageId()));
        if (mail.reason() != null) {
            terminal.result("    " + texts.text(mail.reason()));
        }
    }

    private String state(Entry mail) {
        if (mail.state().equals("DEFERRED")) {
            return texts.text("cli.state.mail-deferred");
        }
        if (mail.replaced()) {
            return texts.text("cli.state.mail-replaced");
        }
        return mail.filed() ? texts.text("cli.state.filed") : word("cli.state.", mail.state());
    }

    private String word(String prefix, String name) {
        return texts.text(prefix + name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private String asJson(List<Entry> mails) {
        ObjectNode root = IndentedJson.MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        ArrayNode list = root.putArray("mails");
        for (Entry mail : mails) {
            ObjectNode node = list.addObject();
            node.put("id", mail.id())
                    .put("matter", mail.matter())
                    .put("kind", mail.kind())
                    .put("recipient", mail.recipient())
                    .put("state", mail.state())
                    .put("since", terminal.time().iso(mail.since()))
                    .put("nextAttempt", terminal.time().iso(mail.nextAttempt()))
                    .put("messageId", mail.messageId())
                    .put("file", mail.file())
                    .put("waitsForPerson", mail.waitsForPerson());
            if (mail.reason() == null) {
                node.putNull("reason");
            } else {
                node.putObject("reason").put("code", mail.reason().code()).put("text", texts.text(mail.reason()));
            }
        }
        return IndentedJson.MAPPER.writeValueAsString(root);
    }
}

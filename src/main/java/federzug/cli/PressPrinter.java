package federzug.cli;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.mailing.PressView;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints a press release as the press office sees it. */
final class PressPrinter {
    private static final int LONGEST_ANSWER = 200;

    private final Terminal terminal;
    private final Texts texts;
    private final boolean json;

    PressPrinter(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.texts = terminal.texts();
        this.json = json;
    }

    /** What is read before it is confirmed; on stderr, so that a result stays a result. */
    void print(PressView.Question question) {
        terminal.progress(texts.text("cli.press.question", question.headline(), question.listed(), question.silent()));
        terminal.progress(texts.text(
                "cli.press.question-times",
                question.from() == null ? "–" : GermanTime.minute(question.from()),
                question.latest() == null ? "–" : GermanTime.minute(question.latest())));
        if (question.embargo() != null) {
            terminal.progress(texts.text("cli.press.question-embargo", GermanTime.minute(question.embargo())));
        }
        if (!question.cameBack().isEmpty()) {
            terminal.progress(texts.text(
                    "cli.press.question-dead", question.cameBack().size(), String.join(", ", question.cameBack())));
        }
        if (!question.tried()) {
            terminal.progress(texts.text("cli.press.question-untried", question.matter()));
        }
    }

    void print(PressView view) {
        if (json) {
            terminal.result(asJson(view));
            return;
        }
        terminal.result(
                texts.text("cli.press.head", view.matter(), view.headline(), word("cli.press-stage.", view.stage())));
        for (PressView.Piece piece : view.pieces()) {
            terminal.result("  " + line(view, piece));
        }
        for (PressView.Said said : view.said()) {
            String line = texts.text(
                    "cli.press.said",
                    terminal.time().minute(said.at()),
                    named(view, said.by()),
                    word("cli.press-said.", said.kind()),
                    said.subject(),
                    word("cli.press-through.", said.through()));
            String answer = said.answer().strip().replaceAll("\\s+", " ");
            terminal.result(
                    "  " + (answer.isEmpty() ? line : texts.text("cli.press.said-answer", line, shortened(answer))));
        }
        for (Notice obstacle : view.obstacles()) {
            terminal.result("  " + texts.text(obstacle));
        }
    }

    private static String shortened(String answer) {
        return answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER) + "…";
    }

    /** Who is quoted approved under the key of the data. */
    private static String named(PressView view, String by) {
        return view.pieces().stream()
                .filter(piece -> piece.person().equals(by) && !by.isEmpty())
                .map(PressView.Piece::name)
                .findFirst()
                .orElse(by);
    }

    private String line(PressView view, PressView.Piece piece) {
        String what = piece.kind().equals("TEXT")
                ? texts.text("cli.press.piece-text")
                : texts.text("cli.press.piece-quote", piece.name());
        return piece.at() == null
                ? texts.text("cli.press.open", what, piece.state().equals("CHANGED") ? 1 : 0, piece.phrase())
                : texts.text(
                        "cli.press.approved",
                        what,
                        named(view, piece.by()),
                        terminal.time().minute(piece.at()));
    }

    private String word(String prefix, String name) {
        return texts.text(prefix + name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private String asJson(PressView view) {
        ObjectNode root = IndentedJson.MAPPER.createObjectNode();
        root.put("schema", "federzug-press-1")
                .put("matter", view.matter())
                .put("stage", view.stage())
                .put("state", view.state())
                .put("rehearsal", view.rehearsal())
                .put("headline", view.headline());
        ArrayNode pieces = root.putArray("pieces");
        for (PressView.Piece piece : view.pieces()) {
            pieces.addObject()
                    .put("kind", piece.kind())
                    .put("person", piece.person())
                    .put("state", piece.state())
                    .put("by", piece.by())
                    .put("at", terminal.time().iso(piece.at()))
                    .put("phrase", piece.phrase())
                    .put("wording", piece.wording());
        }
        ArrayNode said = root.putArray("said");
        for (PressView.Said one : view.said()) {
            said.addObject()
                    .put("kind", one.kind())
                    .put("subject", one.subject())
                    .put("by", one.by())
                    .put("at", terminal.time().iso(one.at()))
                    .put("through", one.through())
                    .put("answer", one.answer());
        }
        ArrayNode obstacles = root.putArray("obstacles");
        view.obstacles()
                .forEach(notice ->
                        obstacles.addObject().put("code", notice.code()).put("text", texts.text(notice)));
        return IndentedJson.MAPPER.writeValueAsString(root);
    }
}

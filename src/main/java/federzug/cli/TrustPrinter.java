package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.StatusJson;
import federzug.trust.status.ListFacts;
import federzug.trust.status.TrustKeeping;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what is trusted, as text or JSON. */
final class TrustPrinter {
    private TrustPrinter() {}

    /** @return the exit code */
    static int show(TrustOverview overview, Terminal terminal, boolean json) {
        if (json) {
            terminal.result(IndentedJson.MAPPER.writeValueAsString(json(overview, terminal)));
        } else {
            print(overview, terminal);
        }
        return overview.status().stale() ? ExitCode.ATTENTION : ExitCode.DONE;
    }

    static void bundle(String code, TrustKeeping.Bundle bundle, Terminal terminal, boolean json) {
        if (json) {
            terminal.result(IndentedJson.MAPPER.writeValueAsString(IndentedJson.MAPPER
                    .createObjectNode()
                    .put("schema", "federzug-trust-bundle-1")
                    .put("file", bundle.file().toString())
                    .put("created", terminal.time().iso(bundle.created()))
                    .put("origin", bundle.origin())
                    .put("sequence", bundle.sequence())
                    .put("lists", bundle.lists())
                    .put("signer", bundle.signer())));
            return;
        }
        terminal.result(terminal.texts()
                .text(
                        code,
                        bundle.file(),
                        bundle.lists(),
                        bundle.sequence(),
                        terminal.time().minute(bundle.created()),
                        bundle.signer()));
    }

    private static void print(TrustOverview overview, Terminal terminal) {
        Texts texts = terminal.texts();
        TrustStatus status = overview.status();
        String word = status.source() instanceof TrustSource.Named byHand
                ? texts.text("cli.trust.source-named", byHand.location())
                : texts.text("cli.trust.source-" + status.source().word());
        terminal.result(terminal.paint(word, Colour.BOLD));
        terminal.result("  "
                + (status.stale()
                        ? terminal.paint(texts.text("cli.trust.stale"), Colour.RED)
                        : terminal.paint(texts.text("cli.trust.fresh", overview.trusted()), Colour.GREEN)));
        @Nullable Instant loaded = status.loadedAt();
        if (loaded != null && !status.source().equals(TrustSource.EXAMPLE)) {
            terminal.result(
                    "  " + texts.text("cli.trust.loaded", terminal.time().minute(loaded)));
        }
        for (ListFacts list : overview.lists()) {
            print(list, terminal);
            if (!list.counts() && !(status.source() instanceof TrustSource.Named)) {
                String why = texts.text(Notice.note(list.trouble(), Place.NOWHERE, list.address()));
                terminal.result("       " + why);
            }
        }
        for (TrustOverview.Anchor anchor : overview.anchors()) {
            terminal.result("  · "
                    + texts.text(
                            "cli.trust.anchor",
                            anchor.holder(),
                            terminal.time().minute(anchor.notAfter()),
                            anchor.sha256()));
        }
        for (Notice notice : status.notices()) {
            terminal.result("  ! " + texts.line(notice));
        }
    }

    private static void print(ListFacts list, Terminal terminal) {
        Texts texts = terminal.texts();
        String mark = list.counts() ? terminal.paint("✓", Colour.GREEN) : terminal.paint("!", Colour.RED);
        String territory = list.territory().isEmpty() ? "??" : list.territory();
        @Nullable Instant issue = list.issue();
        String what = list.sequence() == 0 || issue == null
                ? list.address()
                : texts.text(
                        "cli.trust.list",
                        list.sequence(),
                        terminal.time().minute(issue),
                        list.version(),
                        list.services());
        StringBuilder line = new StringBuilder("  " + mark + " " + territory + "  " + what);
        append(line, terminal, "cli.trust.next", list.nextUpdate());
        append(line, terminal, "cli.trust.fetched", list.fetchedAt());
        terminal.result(line.toString());
    }

    private static void append(StringBuilder line, Terminal terminal, String code, @Nullable Instant when) {
        if (when != null) {
            line.append(", ").append(terminal.texts().text(code, terminal.time().minute(when)));
        }
    }

    private static ObjectNode json(TrustOverview overview, Terminal terminal) {
        Texts texts = terminal.texts();
        GermanTime time = terminal.time();
        TrustStatus status = overview.status();
        ObjectNode root = IndentedJson.MAPPER.createObjectNode();
        root.put("schema", "federzug-trust-1")
                .put("source", status.source().word())
                .put("stale", status.stale())
                .put("sequence", status.listSequence())
                .put("listIssue", time.iso(status.listIssue()))
                .put("loadedAt", time.iso(status.loadedAt()))
                .put("trusted", overview.trusted());
        ArrayNode lists = root.putArray("lists");
        for (ListFacts list : overview.lists()) {
            lists.addObject()
                    .put("territory", list.territory())
                    .put("address", list.address())
                    .put("version", list.version())
                    .put("sequence", list.sequence())
                    .put("issue", time.iso(list.issue()))
                    .put("nextUpdate", time.iso(list.nextUpdate()))
                    .put("fetchedAt", time.iso(list.fetchedAt()))
                    .put("services", list.services())
                    .put("counts", list.counts())
                    .put("trouble", list.trouble());
        }
        ArrayNode anchors = root.putArray("anchors");
        for (TrustOverview.Anchor anchor : overview.anchors()) {
            anchors.addObject()
                    .put("holder", anchor.holder())
                    .put("notAfter", time.iso(anchor.notAfter()))
                    .put("sha256", anchor.sha256());
        }
        ArrayNode notices = root.putArray("notices");
        status.notices().forEach(notice -> notices.add(StatusJson.notice(notice, texts)));
        return root;
    }
}

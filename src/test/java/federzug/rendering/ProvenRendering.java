package federzug.rendering;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingTagTree;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A Word file rendered and proven by veraPDF, with its remarks as people read them. */
public record ProvenRendering(byte[] pdf, List<String> remarks) {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2030-05-15T08:00:00Z"), ZoneId.of("Europe/Berlin"));

    public static ProvenRendering of(RenderingDocx docx) {
        return of(docx.bytes());
    }

    /** @throws AssertionError naming what was refused or what veraPDF found */
    public static ProvenRendering of(byte[] docx) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Rendering rendering = new Rendering(store, CLOCK, new RenderingSettings(Proof.EVERYTHING));
        FilledDraft draft = new FilledDraft(store.put("vorlage.docx", docx), "Titel", List.of());
        try {
            byte[] pdf =
                    store.bytes(rendering.render(draft, Marks.NONE).content().digest());
            return new ProvenRendering(pdf, lines(rendering.remarks(draft)));
        } catch (RenderingException e) {
            throw new AssertionError(lines(e.notices()).toString(), e);
        }
    }

    /** What stops it, with what should be looked at. */
    public static List<String> refusal(RenderingDocx docx) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Rendering rendering = new Rendering(store, CLOCK, new RenderingSettings(Proof.EVERYTHING));
        try {
            rendering.render(new FilledDraft(store.put("vorlage.docx", docx.bytes()), "Titel", List.of()), Marks.NONE);
        } catch (RenderingException e) {
            return lines(e.notices());
        }
        throw new AssertionError("not refused");
    }

    private static List<String> lines(List<Notice> notices) {
        return notices.stream().map(Texts.german()::line).toList();
    }

    public String tree() {
        return RenderingTagTree.of(pdf);
    }

    public String text() {
        return RenderingTagTree.textOf(pdf);
    }
}

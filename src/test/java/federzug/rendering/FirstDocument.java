package federzug.rendering;

import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.page.RenderBench;
import federzug.start.QuietLogging;
import federzug.testkit.RenderingTemplates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** One agreement of five pages from matter to PDF, and the JVM ends: the child process of {@link FirstDocumentBench}. */
final class FirstDocument {
    private FirstDocument() {}

    /** @param arguments the PDF to write; {@code bare} to do without warming up */
    public static void main(String[] arguments) throws Exception {
        long entered = System.currentTimeMillis();
        // As the application does it.
        QuietLogging.begin();
        if (arguments.length < 2 || !arguments[1].equals("bare")) {
            WarmUp.begin();
        }
        Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));
        FilledDraft draft = fill(store);
        long filled = System.currentTimeMillis();
        ArchivalPdf pdf = rendering.render(draft, Marks.NONE);
        byte[] bytes = store.bytes(pdf.content().digest());
        long made = System.currentTimeMillis();
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        Files.write(Path.of(arguments[0]), bytes);
        System.out.printf("%d %d %d %d %d%n", entered, filled, made, cpu.toMillis(), pdf.pages());
    }

    private static FilledDraft fill(InMemoryDocumentStore store) {
        Matter matter = RenderBench.fivePages();
        return new Drafting(new RenderingTemplates(), store)
                .fill(matter, matter.agreements().get(0));
    }

    /** The same agreement as a Word file. */
    static byte[] draft() {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        return store.bytes(fill(store).content().digest());
    }
}

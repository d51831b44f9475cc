package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.InMemoryDocument;
import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.Marks;
import federzug.document.PreparedPdf;
import federzug.drafting.Drafting;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.AMatter;
import federzug.testkit.DemoSignatures;
import federzug.testkit.RenderingTemplates;
import federzug.trust.status.TrustSource;
import federzug.verification.signature.Validator;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU time per check, ours and stock DSS with its visual comparison, in one run: {@code mvn verify -Pbench}. */
class VerificationBench {
    private static final int ROUNDS = Integer.getInteger("federzug.bench.rounds", 20);
    private static final int DOCUMENTS = Integer.getInteger("federzug.bench.documents", 1_000);
    private static SignedSpecimen room;
    private static byte[] once;
    private static byte[] sealed;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        room = new SignedSpecimen();
        Rendering rendering = new Rendering(room.store, room.clock, new RenderingSettings(Proof.NEVER));
        Matter matter = AMatter.crimmitschau();
        ArchivalPdf pdf = rendering.render(
                new Drafting(new RenderingTemplates(), room.store)
                        .fill(matter, matter.agreements().get(0)),
                Marks.rehearsal(true));
        PreparedPdf prepared = room.signing.prepare(pdf, pdf.fields());
        ForeignSpecimen.Order plain = ForeignSpecimen.plainly();
        plain.level = eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_B;
        once = new ForeignSpecimen(room).sign(room.store.bytes(pdf.content().digest()), "raphael", plain);
        sealed = room.store.bytes(room.seal(room.signed(prepared, SignedSpecimen.PERSONS, Map.of()))
                .content()
                .digest());
    }

    @Test
    void cpuPerDocument() {
        compare("1 x B", once);
        double share = compare("3 x T + LTA", sealed);
        assertThat(share).as("our share of stock DSS's CPU").isLessThanOrEqualTo(0.25);
    }

    private static double compare(String what, byte[] file) {
        Validator validator = new Validator();
        Runnable ours = () -> assertThat(new FileExamination(
                                file,
                                "vertrag.pdf",
                                Expected.NOTHING,
                                TrustSource.EXAMPLE,
                                room.trust,
                                validator,
                                java.time.ZonedDateTime.now(room.clock),
                                Texts.german(),
                                null)
                        .verdict())
                .isNotInstanceOf(Verdict.Invalid.class);
        Runnable stock = () -> DemoSignatures.validate(
                new InMemoryDocument(file, "vertrag.pdf"),
                room.trust.verifier(TrustSource.EXAMPLE),
                room.clock.instant());
        double one = cpu(ours);
        double other = cpu(stock);
        System.out.printf(
                "%s (%d KB): Federzug %.0f ms, stock DSS with visual comparison %.0f ms, share %.2f; load %.1f%n",
                what,
                file.length / 1024,
                one,
                other,
                one / other,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return one / other;
    }

    /** Milliseconds of this thread's CPU per call; both sides work in the calling thread. */
    private static double cpu(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS / 2; i++) {
            work.run();
        }
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e6 / ROUNDS;
    }

    /** The profile gives the JVM 512 MB. */
    @Test
    void manyDocumentsInLittleMemory() throws Exception {
        Path file = Files.write(folder.resolve("vertrag.pdf"), sealed);
        long start = System.nanoTime();
        for (int i = 0; i < DOCUMENTS; i++) {
            assertThat(room.verification.verify(file, Expected.NOTHING, null).isValid())
                    .isTrue();
        }
        System.out.printf(
                "%d documents in %.0f s, at most %d MB%n",
                DOCUMENTS,
                (System.nanoTime() - start) / 1e9,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}

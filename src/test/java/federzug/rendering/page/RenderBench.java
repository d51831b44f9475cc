package federzug.rendering.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.SignatureField;
import federzug.drafting.Drafting;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.fop.FoWriter;
import federzug.rendering.fop.Images;
import federzug.rendering.fop.Typesetter;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.pdf.PdfFinisher;
import federzug.rendering.word.DocxReader;
import federzug.start.ProcessProperties;
import federzug.testkit.AMatter;
import federzug.testkit.RenderingTemplates;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a document costs, stage by stage, beside LibreOffice over the same files: {@code mvn -Pbench verify}. The
 * measuring runs in a JVM of its own with 256 MB. {@code -Dbench.documents=200} says how many.
 */
public class RenderBench {
    private static final int DOCUMENTS = Integer.getInteger("bench.documents", 200);
    private static final double TARGET = 2.5;
    /** Rounds of warming up and blocks of measuring at most, and milliseconds of compiling per document that are quiet. */
    private static final int ROUNDS = 24;

    private static final int BLOCKS = 8;
    private static final int QUIET = 1;

    @Test
    void anAgreementCostsAtMostTwoFifthsOfLibreOffice() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "bench", "rendering"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Xmn140m",
                        "-Dfile.encoding=UTF-8",
                        "-Dbench.documents=" + DOCUMENTS,
                        "-Dbench.soffice=" + System.getProperty("bench.soffice", "yes"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RenderBench.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(child.waitFor()).isZero();
        String report = Files.readString(folder.resolve("report.txt"));
        System.out.println(report);
        if (report.contains("soffice")) {
            double ratio =
                    Double.parseDouble(report.replaceAll("(?s).*agreement: soffice / federzug = ([0-9.]+).*", "$1"));
            assertThat(ratio).isGreaterThanOrEqualTo(TARGET);
        }
    }

    private enum Stage {
        FILL,
        READ,
        EMIT,
        SET,
        FINISH
    }

    /** Nanoseconds of one thread and by the clock. */
    private static final class Cost {
        private long cpu;
        private long wall;
        private int count;
    }

    private final StringBuilder report = new StringBuilder();
    private Path folder = Path.of("target");
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Drafting drafting = new Drafting(new RenderingTemplates(), store);
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private final Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));
    private final Typesetter typesetter = new Typesetter(HouseFonts.NONE);

    /** @param arguments the folder for the files and the report */
    public static void main(String[] arguments) throws Exception {
        // As the product runs.
        ProcessProperties.set();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        RenderBench bench = new RenderBench();
        bench.folder = Path.of(arguments[0]);
        bench.measure();
    }

    private void measure() throws Exception {
        say("load average at the beginning: %.2f", load());
        Matter matter = fivePages();
        Callable<FilledDraft> agreement =
                () -> drafting.fill(matter, matter.agreements().get(0));
        Callable<FilledDraft> release = () -> drafting.fillRelease(matter);
        long start = System.nanoTime();
        int pages = rendering.render(agreement.call(), Marks.NONE).pages();
        say("first document: %.2f s by the clock", (System.nanoTime() - start) / 1e9);
        assertThat(pages).isEqualTo(5);
        warm(agreement, release);
        table("agreement of " + pages + " pages", agreement);
        table("release of " + rendering.render(release.call(), Marks.NONE).pages() + " pages", release);
        double ours = whole("agreement, 1 thread", agreement, 1);
        whole("agreement, 2 threads", agreement, 2);
        double ourRelease = whole("release, 1 thread", release, 1);
        whole("release, 2 threads", release, 2);
        double theirs = soffice("agreement", agreement);
        double theirRelease = soffice("release", release);
        if (theirs > 0) {
            say("agreement: soffice / federzug = %.2f", theirs / ours);
            say("release: soffice / federzug = %.2f", theirRelease / ourRelease);
        }
        say("load average at the end: %.2f", load());
        Files.writeString(folder.resolve("report.txt"), report);
    }

    /** Until the compiler has done most of its work: what counts is the office's long day, not its first minute. */
    private void warm(Callable<FilledDraft> agreement, Callable<FilledDraft> release) throws Exception {
        long before = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
            for (int i = 0; i < DOCUMENTS / 4; i++) {
                stages(agreement, new EnumMap<>(Stage.class));
                rendering.render(agreement.call(), Marks.NONE);
                rendering.render(release.call(), Marks.NONE);
            }
            long spent = ManagementFactory.getCompilationMXBean().getTotalCompilationTime() - start;
            if (Math.max(spent, before) < QUIET * DOCUMENTS) {
                return;
            }
            before = spent;
        }
    }

    private void table(String what, Callable<FilledDraft> document) throws Exception {
        Map<Stage, Cost> costs = new EnumMap<>(Stage.class);
        for (int i = 0; i < DOCUMENTS; i++) {
            stages(document, costs);
        }
        say("%s, one thread, ms per document (CPU of the thread / clock)", what);
        costs.forEach((stage, cost) -> say(
                "  %-7s %6.2f / %6.2f",
                stage.name().toLowerCase(Locale.ROOT), per(cost.cpu, cost), per(cost.wall, cost)));
        Cost set = costs.get(Stage.SET);
        Cost emit = costs.get(Stage.EMIT);
        say(
                "  %-7s %6.2f / %6.2f  (set without emit)",
                "fop", per(set.cpu - emit.cpu, set), per(set.wall - emit.wall, set));
    }

    private static double per(long nanoseconds, Cost cost) {
        return nanoseconds / 1e6 / cost.count;
    }

    private void stages(Callable<FilledDraft> document, Map<Stage, Cost> costs) throws Exception {
        FilledDraft draft = timed(Stage.FILL, costs, document);
        byte[] docx = store.bytes(draft.content().digest());
        List<SignatureField> fields =
                draft.boxes().stream().map(SignatureBox::field).toList();
        Manuscript manuscript =
                timed(Stage.READ, costs, () -> DocxReader.read("a.docx", docx, draft.title(), draft.boxes(), clock));
        try (Images images = new Images(typesetter.pictures())) {
            timed(Stage.EMIT, costs, () -> {
                FoWriter sink = new FoWriter(new DefaultHandler());
                sink.startDocument();
                new DocxEmitter(sink, List.of(manuscript), Marks.NONE, Texts.german(), images).emit();
                sink.endDocument();
                return sink;
            });
            byte[] set = timed(
                    Stage.SET,
                    costs,
                    () -> typesetter.setWithoutRowHeads(
                            "a.pdf",
                            clock.instant(),
                            fo -> new DocxEmitter(fo, List.of(manuscript), Marks.NONE, Texts.german(), images).emit()));
            timed(
                    Stage.FINISH,
                    costs,
                    () -> PdfFinisher.finish("a.pdf", set, fields, new PdfFinisher.Identity("a", false)));
        }
    }

    private static <T> T timed(Stage stage, Map<Stage, Cost> costs, Callable<T> work) throws Exception {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        T result = work.call();
        Cost cost = costs.computeIfAbsent(stage, s -> new Cost());
        cost.wall += System.nanoTime() - wall;
        cost.cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        cost.count++;
        return result;
    }

    /** What 200 documents took, in milliseconds each: CPU of the whole process, with compiler and garbage collector. */
    private record Block(double cpu, double wall, double compiled, double collected) {}

    /** From matter to finished PDF; the first block in which the compiler has nothing much left to do counts. */
    private double whole(String what, Callable<FilledDraft> document, int threads) throws Exception {
        Block block = block(document, threads);
        for (int i = 1; i < BLOCKS && block.compiled > QUIET; i++) {
            say("  not counted, the compiler still works: %.1f ms CPU, of it %.1f", block.cpu, block.compiled);
            block = block(document, threads);
        }
        say(
                "%s: %.1f ms CPU of the whole process, %.1f ms by the clock per document, fill to check; %d documents"
                        + " in -Xmx%dm",
                what, block.cpu, block.wall, DOCUMENTS, Runtime.getRuntime().maxMemory() >> 20);
        say(
                "  meanwhile by the clock: compiler %.1f ms, garbage collector %.1f ms per document",
                block.compiled, block.collected);
        return block.cpu;
    }

    private Block block(Callable<FilledDraft> document, int threads) throws Exception {
        long compiled = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        long collected = collected();
        long cpu = processCpu();
        long wall = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<ArchivalPdf>> all = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            all.add(pool.submit(() -> rendering.render(document.call(), Marks.NONE)));
        }
        for (Future<ArchivalPdf> one : all) {
            one.get();
        }
        pool.shutdown();
        return new Block(
                (processCpu() - cpu) / 1e6 / DOCUMENTS,
                (System.nanoTime() - wall) / 1e6 / DOCUMENTS,
                (double) (ManagementFactory.getCompilationMXBean().getTotalCompilationTime() - compiled) / DOCUMENTS,
                (double) (collected() - collected) / DOCUMENTS);
    }

    private static long collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /** @return CPU milliseconds per document, 0 where LibreOffice is not installed */
    private double soffice(String what, Callable<FilledDraft> document) throws Exception {
        if (System.getProperty("bench.soffice", "yes").equals("no")) {
            return 0;
        }
        Path in = Files.createDirectories(folder.resolve(what));
        byte[] docx = store.bytes(document.call().content().digest());
        for (int i = 0; i < DOCUMENTS; i++) {
            Files.write(in.resolve("%03d.docx".formatted(i)), docx);
        }
        Path times = folder.resolve(what + ".times");
        String command = "command -v soffice >/dev/null || exit 7; TIMEFORMAT='%U %S %R'; { time soffice"
                + " -env:UserInstallation=file://\"$PWD\"/profile --headless --convert-to pdf --outdir pdf *.docx"
                + " >/dev/null 2>&1 ; } 2>" + times.toAbsolutePath();
        // The first call makes LibreOffice's profile, which is not counted.
        Files.writeString(
                in.resolve("run.sh"),
                "cp 000.docx first.doc.docx; soffice -env:UserInstallation=file://\"$PWD\"/profile --headless"
                        + " --convert-to pdf --outdir first first.doc.docx >/dev/null 2>&1; rm -f first.doc.docx\n"
                        + command + "\n");
        Process process =
                new ProcessBuilder("bash", "run.sh").directory(in.toFile()).start();
        if (process.waitFor() == 7) {
            say("LibreOffice is not installed: nothing to compare with");
            return 0;
        }
        String[] t = Files.readString(times, StandardCharsets.UTF_8).strip().split(" ");
        try (var made = Files.list(in.resolve("pdf"))) {
            assertThat(made.count()).isEqualTo(DOCUMENTS);
        }
        double cpu = (Double.parseDouble(t[0]) + Double.parseDouble(t[1])) * 1000 / DOCUMENTS;
        say(
                "%s, soffice: %.1f ms CPU, %.1f ms by the clock per document",
                what, cpu, Double.parseDouble(t[2]) * 1000 / DOCUMENTS);
        return cpu;
    }

    /** An alliance of four towns with the police and the LPR: six signatories, five pages. */
    public static Matter fivePages() {
        Matter base = AMatter.crimmitschau();
        List<Municipality> towns = new ArrayList<>(base.municipalities());
        List<Person> people = new ArrayList<>(base.persons());
        List<Signatory> signatories = new ArrayList<>();
        for (String name : List.of("Meerane", "Glauchau", "Werdau", "Limbach", "Lichtenstein")) {
            String key = name.toLowerCase(Locale.ROOT);
            towns.add(new Municipality(
                    key,
                    name,
                    Municipality.Status.GROSSE_KREISSTADT,
                    "Zwickau",
                    new Municipality.CouncilDecision(LocalDate.of(2021, 11, 11), "Muster-Beschluss 2021/11-" + key)));
            people.add(new Person(
                    "ob-" + key,
                    Person.Salutation.FRAU,
                    "",
                    "Kim",
                    "Muster-" + name,
                    "Oberbürgermeister",
                    key,
                    "",
                    "ob@" + key + ".example",
                    List.of()));
            signatories.add(AMatter.signatory(people.get(people.size() - 1), signatories.size() + 4));
        }
        signatories.addAll(0, base.agreements().get(0).signatories());
        return AMatter.like(base)
                .municipalities(towns.toArray(Municipality[]::new))
                .persons(people.toArray(Person[]::new))
                .agreements(new Agreement("crimmitschau", "kooperationsvereinbarung", towns, signatories))
                .build();
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void say(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        System.out.println(line);
        report.append(line).append('\n');
    }
}

package federzug.pipeline.signing;

import federzug.agreement.Agreement;
import federzug.agreement.Annex;
import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.file.WholeFile;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.UsableFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts a new matter where the signed text has to change: its data under a new identity as a file to be
 * changed, and the old signing cancelled, naming the successor in the journal.
 */
@Component
public class Successors {
    private static final String FILE = "vorgang.yaml";
    private static final Pattern IDENTITY = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private final TurnLookup lookup;
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final DocumentStore store;
    private final NextTurn next;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Successors(
            TurnLookup lookup,
            Matters matters,
            Ceremonies ceremonies,
            DocumentStore store,
            NextTurn next,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.lookup = lookup;
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.store = store;
        this.next = next;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param data the successor's data file
     * @param matter where the old one stands now
     */
    public record Succeeded(Path data, MatterStatus matter) {}

    /** Names of those whose signatures are lost for the agreements. */
    public List<String> signed(String matter) {
        lookup.stored(matter);
        return ceremonies.ofMatter(matter).stream()
                .filter(Ceremony::isOpen)
                .flatMap(ceremony -> TurnDesk.signed(ceremony).stream())
                .distinct()
                .toList();
    }

    /**
     * @param successor identity of the new matter
     * @param folder that gets the data file; it must not hold one yet
     * @throws PipelineException if there is no signing, if one is concluded, if the identity is taken or no identity, or if there is such
     *     a file already; nothing is done then
     */
    public Succeeded begin(Acting acting, String matter, String successor, Path folder, Progress progress) {
        require(matter, successor);
        String text = matters.dataFor(matter, successor);
        Path file = folder.resolve(FILE);
        write(file, text);
        lookup.stored(matter).matter().agreements().stream()
                .map(Agreement::annexes)
                .flatMap(List::stream)
                .forEach(annex -> copy(annex, folder));
        cancel(acting, matter, successor);
        progress.changed(Notice.note("pipeline.successor.done", Place.file(matter), successor, file));
        return new Succeeded(file, next.tellOfTheEnd(matter, progress));
    }

    /**
     * As {@link #begin(Acting, String, String, Path, Progress)}, without a file: {@link #data} gives it afterwards, as
     * often as it is asked for.
     *
     * @param seen names of those whose signatures are lost, as they were shown
     * @throws PipelineException also if these are others meanwhile
     */
    public MatterStatus begin(Acting acting, String matter, String successor, List<String> seen, Progress progress) {
        require(matter, successor);
        if (!signed(matter).equals(seen)) {
            throw PipelineException.refused("pipeline.turn.effect-changed", Place.NOWHERE);
        }
        matters.dataFor(matter, successor);
        cancel(acting, matter, successor);
        return next.tellOfTheEnd(matter, progress);
    }

    /** The successor's data, to be changed. */
    public String data(String matter, String successor) {
        lookup.stored(matter);
        if (!IDENTITY.matcher(successor).matches()) {
            throw PipelineException.refused("pipeline.successor.identity", Place.NOWHERE, successor);
        }
        return matters.dataFor(matter, successor);
    }

    private void require(String matter, String successor) {
        lookup.stored(matter);
        List<Ceremony> begun = ceremonies.ofMatter(matter);
        if (begun.isEmpty()) {
            throw PipelineException.refused("pipeline.successor.nothing-signed", Place.file(matter));
        }
        begun.stream()
                .filter(one -> !one.isOpen() && !(one.state() instanceof Cancelled))
                .findFirst()
                .ifPresent(one -> {
                    throw PipelineException.refused(
                            "pipeline.successor.concluded", Place.file(matter), one.agreement());
                });
        if (!IDENTITY.matcher(successor).matches()) {
            throw PipelineException.refused("pipeline.successor.identity", Place.NOWHERE, successor);
        }
        if (matters.ids().contains(successor)) {
            throw PipelineException.refused("pipeline.successor.taken", Place.NOWHERE, successor);
        }
    }

    private void cancel(Acting acting, String matter, String successor) {
        Acting because = acting.because(Texts.german().text("pipeline.successor.reason", successor));
        transaction.executeWithoutResult(status -> ceremonies.ofMatter(matter).stream()
                .filter(Ceremony::isOpen)
                .forEach(one -> ceremonies.save(one.cancel(because.reason()), because, clock.instant())));
    }

    private static void write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(file)) {
                // The same file is what a kill has left before the old signing was cancelled.
                if (Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes)) {
                    return;
                }
                throw PipelineException.refused("pipeline.successor.exists", Place.file(file.toString()));
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, bytes);
        } catch (IOException e) {
            throw UsableFolder.notWritable(file, e);
        }
    }

    /** Annexes lie beside the data; what is there already is another one's. */
    private void copy(Annex annex, Path folder) {
        Path target = folder.resolve(annex.file()).normalize();
        Digest digest = new Digest(annex.sha256());
        if (!target.startsWith(folder.normalize()) || Files.exists(target) || !store.contains(digest)) {
            return;
        }
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.write(target, store.bytes(digest));
        } catch (IOException e) {
            throw UsableFolder.notWritable(target, e);
        }
    }
}

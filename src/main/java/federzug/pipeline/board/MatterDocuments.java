package federzug.pipeline.board;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.board.Dossier.Paper;
import federzug.pipeline.checking.ReportForm;
import federzug.pipeline.checking.ReportSets;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Papers;
import federzug.release.PressSeals;
import federzug.release.Releases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives the documents and reports of a matter to be shown. A digest that is not the matter's own gives nothing. */
@Component
public class MatterDocuments {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Releases releases;
    private final PressSeals seals;
    private final ReportSets reportSets;
    private final DocumentStore store;

    MatterDocuments(
            Matters matters,
            Ceremonies ceremonies,
            Releases releases,
            PressSeals seals,
            ReportSets reportSets,
            DocumentStore store) {
        this.seals = seals;
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.releases = releases;
        this.reportSets = reportSets;
        this.store = store;
    }

    /**
     * @param name as people know the file, for example {@code kooperationsvereinbarung-signiert.pdf}
     */
    public record MatterDocument(String name, Digest digest, byte[] content) {}

    /**
     * A document of a matter: a draft, a document on its way or what it was before, a report.
     *
     * @throws PipelineException if there is no such matter
     */
    public Optional<MatterDocument> document(String matter, Digest digest) {
        return Optional.ofNullable(known(stored(matter)).get(digest)).map(name -> read(name, digest));
    }

    /**
     * The report of the check after the last signature; empty before it, or without that form.
     *
     * @throws PipelineException if there is no such matter or agreement
     */
    public Optional<MatterDocument> report(String matter, String agreement, ReportForm form) {
        StoredMatter stored = stored(matter);
        Ceremony ceremony = ceremonies
                .find(matter, agreement)
                .orElseThrow(() -> PipelineException.refused(
                        "pipeline.agreement.which",
                        Place.NOWHERE,
                        matter,
                        String.join(
                                ", ",
                                stored.matter().agreements().stream()
                                        .map(one -> one.key())
                                        .toList())));
        String name = ResultNames.report(stored.matter(), agreement) + form.ending();
        return Optional.ofNullable(reportSets.of(ceremony).get(name)).map(found -> read(name, found.digest()));
    }

    private MatterDocument read(String name, Digest digest) {
        return new MatterDocument(name, digest, store.bytes(digest));
    }

    /** The newest documents of a matter. */
    List<Paper> current(String matter) {
        Map<Digest, String> names = new LinkedHashMap<>();
        addCurrent(stored(matter), names);
        return names.entrySet().stream()
                .map(entry -> new Paper(entry.getValue(), entry.getKey()))
                .toList();
    }

    /** Everything that may be shown of a matter, with its name. */
    private Map<Digest, String> known(StoredMatter stored) {
        Map<Digest, String> names = new LinkedHashMap<>();
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            String name = ResultNames.agreement(stored.matter(), ceremony.agreement());
            String signed = ResultNames.signed(stored.matter(), ceremony.agreement());
            for (JournalEntry entry : ceremonies.journal(ceremony.matter(), ceremony.agreement())) {
                String after = entry.event().equals("SignatureRecorded")
                                || entry.event().startsWith("Seal")
                        ? signed
                        : name + ".pdf";
                Optional.ofNullable(entry.after()).ifPresent(digest -> names.putIfAbsent(digest, after));
            }
        }
        addCurrent(stored, names);
        releases.find(stored.matter().id())
                .ifPresent(release -> names.putIfAbsent(release.state().papers().pdf(), ResultNames.RELEASE + ".pdf"));
        return names;
    }

    private void addCurrent(StoredMatter stored, Map<Digest, String> names) {
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            String name = ResultNames.agreement(stored.matter(), ceremony.agreement());
            names.put(ceremony.basis().draft(), name + ".docx");
            names.put(ceremony.prepared().content().digest(), name + ".pdf");
            names.put(ceremony.paper().content().digest(), ResultNames.current(stored.matter(), ceremony));
            reportSets.of(ceremony).values().forEach(report -> names.put(report.digest(), report.name()));
        }
        releases.find(stored.matter().id()).ifPresent(release -> {
            Papers papers = release.state().papers();
            names.put(papers.draft(), ResultNames.RELEASE + ".docx");
            names.put(seals.sent(stored.matter().id(), papers.pdf()), ResultNames.RELEASE + ".pdf");
        });
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }
}

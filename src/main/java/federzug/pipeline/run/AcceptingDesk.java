package federzug.pipeline.run;

import federzug.agreement.DataForm;
import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.DataChange;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.folder.DataFolder;
import federzug.pipeline.folder.UploadedFile;
import federzug.pipeline.preparing.DataEffects;
import federzug.pipeline.preparing.DataEffects.Effects;
import federzug.pipeline.run.DataDesk.Sheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Accepts data that were typed or handed in, and prepares their documents: what was shown, and nothing else. */
@Component
public class AcceptingDesk {
    private final DataDesk desk;
    private final MatterReader reader;
    private final Matters matters;
    private final DataEffects effects;
    private final Jobs jobs;
    private final Path out;

    AcceptingDesk(
            DataDesk desk,
            MatterReader reader,
            Matters matters,
            DataEffects effects,
            Jobs jobs,
            @Value("${federzug.home}") Path home) {
        this.desk = desk;
        this.reader = reader;
        this.matters = matters;
        this.effects = effects;
        this.jobs = jobs;
        this.out = home.resolve("ergebnisse");
    }

    /**
     * What accepting would change.
     *
     * @param digest of exactly what is shown
     */
    public record Changes(Effects effects, Digest digest) {
        public boolean isNothing() {
            return effects.differences().isEmpty();
        }
    }

    /**
     * What somebody's input would change in a matter that exists; nothing is changed.
     *
     * @throws PipelineException if the data are not in order, or somebody else was quicker
     */
    public Changes changes(Sheet sheet) {
        Matter matter = judged(sheet);
        Effects found = effects.of(matter);
        return new Changes(found, digest(sheet, matter, found));
    }

    private Matter judged(Sheet sheet) {
        if (sheet.isOvertaken()) {
            throw PipelineException.refused("pipeline.data.overtaken", Place.NOWHERE);
        }
        DataDesk.Judged judged = desk.judge(sheet.form());
        Matter matter = judged.matter()
                .orElseThrow(() -> new PipelineException(
                        PipelineException.Kind.INPUT,
                        judged.notices().stream().filter(Notice::isError).toList()));
        if (!sheet.isNew() && !matter.id().equals(sheet.matter())) {
            throw PipelineException.refused("pipeline.data.other-id", Place.in("", "kennung"), sheet.matter());
        }
        if (sheet.isNew() && matters.accepted(matter.id()).isPresent()) {
            throw PipelineException.refused("pipeline.data.id-taken", Place.in("", "kennung"), matter.id());
        }
        return matter;
    }

    /** Of the data as they would be and of what they replace: anything else is another consent. */
    private static Digest digest(Sheet sheet, Matter matter, Effects effects) {
        List<Matters.Difference> all = new ArrayList<>(effects.differences());
        all.add(new Matters.Difference(
                "", String.valueOf(sheet.base()), matter.source().text()));
        return new DataChange(sheet.matter(), all).digest();
    }

    /**
     * Accepts a new matter and prepares it.
     *
     * @throws PipelineException if the data are not in order, or there is such a matter already
     */
    public RunReport acceptNew(Acting acting, String account, String input, Progress progress) {
        Sheet sheet = desk.begun(account, input);
        Matter matter = judged(sheet);
        return accept(acting, account, sheet, matter.id(), List.of(), progress);
    }

    /**
     * Accepts changed data and renders the documents that are out of date.
     *
     * @param shown digest of the changes that the person has seen
     * @throws PipelineException if anything would change that was not shown
     */
    public RunReport accept(Acting acting, String account, String matter, Digest shown, Progress progress) {
        Sheet sheet = desk.of(account, matter);
        Changes changes = changes(sheet);
        if (!changes.digest().equals(shown)) {
            throw PipelineException.refused("pipeline.data.other-changes", Place.NOWHERE);
        }
        return accept(
                acting,
                account,
                sheet,
                matter,
                List.of(new DataChange(matter, changes.effects().differences())),
                progress);
    }

    private RunReport accept(
            Acting acting, String account, Sheet sheet, String matter, List<DataChange> seen, Progress progress) {
        try (DataFolder folder = desk.folder(sheet.form())) {
            RunRequest request = RunRequest.of(List.of(folder.file()), sheet.isNew() ? out : null, false)
                    .confirmed(seen);
            RunReport report = jobs.prepare(acting, request, progress);
            if (report.matters().contains(matter)) {
                desk.drop(account, sheet.input());
            }
            return report;
        }
    }

    /**
     * Prepares a matter again from the data in force: finishes what was interrupted, and puts an agreed wording in force.
     *
     * @param wordings may be empty
     */
    public RunReport prepare(Acting acting, String matter, List<RunRequest.Wording> wordings, Progress progress) {
        Matters.Accepted accepted = matters.accepted(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
        DataForm form = desk.version(matter, accepted.version());
        try (DataFolder folder = desk.folder(form)) {
            return jobs.prepare(
                    acting, RunRequest.of(List.of(folder.file()), null, false).adopting(wordings), progress);
        }
    }

    /**
     * What a table of matters says.
     *
     * @param added identities of new matters
     * @param changes of matters that exist
     * @param same identities of matters that would not change
     * @param notices everything that is wrong or remarkable, with its place in the table
     */
    public record TableRead(List<String> added, List<DataChange> changes, List<String> same, List<Notice> notices) {
        public TableRead {
            added = List.copyOf(added);
            changes = List.copyOf(changes);
            same = List.copyOf(same);
            notices = List.copyOf(notices);
        }

        /** Of everything that would be done. */
        public Digest digest() {
            List<Matters.Difference> all = new ArrayList<>();
            added.forEach(id -> all.add(new Matters.Difference(id, "", id)));
            changes.forEach(change -> all.add(
                    new Matters.Difference(change.matter(), "", change.digest().hex())));
            return new DataChange("", all).digest();
        }
    }

    /** Reads a table of several matters; nothing is accepted. */
    public TableRead read(UploadedFile table) {
        List<String> added = new ArrayList<>();
        List<DataChange> changes = new ArrayList<>();
        List<String> same = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        reader.each(table.path(), reading -> {
            notices.addAll(reading.notices());
            for (Matter matter : reading.matters()) {
                if (matters.accepted(matter.id()).isEmpty()) {
                    added.add(matter.id());
                } else {
                    Optional.of(matters.differences(matter))
                            .filter(differences -> !differences.isEmpty())
                            .ifPresentOrElse(
                                    differences -> changes.add(new DataChange(matter.id(), differences)),
                                    () -> same.add(matter.id()));
                }
            }
        });
        return new TableRead(added, changes, same, notices);
    }

    /**
     * Accepts and prepares the matters of a table.
     *
     * @param shown digest of what the person has seen
     * @throws PipelineException if anything would be done that was not shown
     */
    public RunReport accept(Acting acting, UploadedFile table, Digest shown, Progress progress) {
        TableRead read = read(table);
        if (!read.digest().equals(shown)) {
            throw PipelineException.refused("pipeline.data.other-changes", Place.NOWHERE);
        }
        RunRequest request = RunRequest.of(List.of(table.path()), out, false);
        return jobs.prepare(acting, request.confirmed(read.changes()), progress);
    }
}

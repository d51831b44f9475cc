package federzug.pipeline.doctor;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremony;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.drafting.TemplateCatalogue;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.MatterOrder;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.rendering.Rendering;
import federzug.signing.Signing;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Verification;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks everything a signing needs and says what works and what to do. Changes nothing and sends nothing. */
@Component
public class Doctor {
    private final Matters matters;
    private final TemplateCatalogue templates;
    private final Rendering rendering;
    private final Signing signing;
    private final Verification verification;
    private final List<HouseLamp> houseLamps;
    private final MatterCheck matterCheck;
    private final Clock clock;

    Doctor(
            Matters matters,
            TemplateCatalogue templates,
            Rendering rendering,
            Signing signing,
            Verification verification,
            List<HouseLamp> houseLamps,
            MatterCheck matterCheck,
            Clock clock) {
        this.matters = matters;
        this.templates = templates;
        this.rendering = rendering;
        this.signing = signing;
        this.verification = verification;
        this.houseLamps = List.copyOf(houseLamps);
        this.matterCheck = matterCheck;
        this.clock = clock;
    }

    /**
     * What was looked at, and what a matter still waits for.
     *
     * @param missing who or what is missing, with deadlines; empty without a matter
     */
    public record Checkup(List<Lamp> lamps, List<Notice> missing) {
        public Checkup {
            lamps = List.copyOf(lamps);
            missing = List.copyOf(missing);
        }

        /** A note for what works, a warning or an error for what does not. */
        public List<Notice> findings() {
            return lamps.stream().flatMap(lamp -> lamp.findings().stream()).toList();
        }

        public boolean isHealthy() {
            return lamps.stream().allMatch(Lamp::isGood);
        }
    }

    /**
     * @param matter null: only what every matter needs
     * @throws PipelineException if there is no such matter
     */
    public Checkup examine(@Nullable String matter, Progress progress) {
        List<Lamp> lamps = new ArrayList<>();
        if (matter == null) {
            house(false, lamps, progress);
            add(lamps, Lamp.Kind.ADDRESSES, matterCheck.addresses(null));
            return new Checkup(lamps, List.of());
        }
        StoredMatter stored = matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
        house(stored.rehearsal(), lamps, progress);
        List<Ceremony> all = MatterOrder.of(stored.matter()).sorted(matterCheck.signings(matter));
        add(lamps, Lamp.Kind.FOLDER, look(() -> matterCheck.folder(stored)));
        add(lamps, Lamp.Kind.ADDRESSES, matterCheck.addresses(stored));
        for (Ceremony ceremony : all) {
            lamps.add(new Lamp(Lamp.Kind.DOCUMENT, ceremony.agreement(), matterCheck.document(ceremony)));
            lamps.addAll(matterCheck.devices(stored, ceremony));
        }
        return new Checkup(lamps, matterCheck.missing(stored, all));
    }

    private void house(boolean rehearsal, List<Lamp> lamps, Progress progress) {
        step("database", progress);
        add(
                lamps,
                Lamp.Kind.DATABASE,
                look(() -> note("pipeline.doctor.database", matters.ids().size())));
        step("templates", progress);
        add(lamps, Lamp.Kind.TEMPLATES, look(this::templates));
        step("fonts", progress);
        add(lamps, Lamp.Kind.FONTS, look(this::fonts));
        step("timestamp", progress);
        add(lamps, Lamp.Kind.TIMESTAMP, timestamps(rehearsal));
        step("trust", progress);
        add(lamps, Lamp.Kind.TRUST, trust(rehearsal ? TrustSource.EXAMPLE : TrustSource.EU));
        for (HouseLamp lamp : houseLamps) {
            step(lamp.kind().name().toLowerCase(Locale.ROOT), progress);
            add(lamps, lamp.kind(), findings(lamp, rehearsal));
        }
    }

    private static List<Notice> findings(HouseLamp lamp, boolean rehearsal) {
        try {
            return lamp.look(rehearsal);
        } catch (NoticedException e) {
            return e.notices();
        }
    }

    /** Where nothing was found there is nothing to report. */
    private static void add(List<Lamp> lamps, Lamp.Kind kind, List<Notice> findings) {
        if (!findings.isEmpty()) {
            lamps.add(Lamp.ofAll(kind, findings));
        }
    }

    private List<Notice> timestamps(boolean rehearsal) {
        try {
            return signing.tryTimestamps(rehearsal);
        } catch (NoticedException e) {
            return e.notices();
        }
    }

    private Notice templates() {
        List<String> names = templates.names();
        return names.isEmpty()
                ? Notice.warning("pipeline.doctor.no-templates", Place.NOWHERE)
                : note("pipeline.doctor.templates", String.join(", ", names));
    }

    /**
     * A page as reports have it, with letters of every kind we write and the drawn mark of a result, through the same emitter
     * and the same proof as everything else.
     */
    private Notice fonts() {
        String text = Texts.german().text("pipeline.doctor.specimen");
        Sheet.Paragraph line = Sheet.Paragraph.of(text);
        Sheet sheet = new Sheet(
                text,
                "de-DE",
                "",
                List.of(
                        new Sheet.Heading(1, text),
                        new Sheet.Banner(Sheet.Tone.GOOD, text, text),
                        new Sheet.Table(text, List.of(text, text), List.of(1, 1), true, List.of(List.of(line, line))),
                        line));
        rendering.render(sheet, "schriftprobe.pdf", Marks.NONE);
        return note("pipeline.doctor.fonts");
    }

    private List<Notice> trust(TrustSource source) {
        try {
            return reported(source, verification.trust(source));
        } catch (NoticedException e) {
            return e.notices();
        }
    }

    private List<Notice> reported(TrustSource source, TrustStatus status) {
        if (status.stale()) {
            return status.notices().isEmpty()
                    ? List.of(Notice.warning("pipeline.doctor.trust-stale", Place.NOWHERE, source.word()))
                    : status.notices();
        }
        List<Notice> all = new ArrayList<>();
        all.add(note(
                "pipeline.doctor.trust",
                source.word(),
                day(status.listIssue()),
                status.listSequence(),
                day(status.loadedAt())));
        all.addAll(status.notices());
        return all;
    }

    private Object day(@Nullable Instant when) {
        return when == null ? "" : GermanTime.of(clock).day(when);
    }

    private static void step(String what, Progress progress) {
        progress.working(note("pipeline.doctor.working-" + what));
    }

    /** Reports errors as findings instead of failing. */
    static List<Notice> look(Supplier<Notice> at) {
        try {
            return List.of(at.get());
        } catch (NoticedException e) {
            return e.notices();
        }
    }

    static Notice note(String code, Object... arguments) {
        return Notice.note(code, Place.NOWHERE, arguments);
    }
}

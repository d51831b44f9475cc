package federzug.pipeline.signing;

import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremonies.Named;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.CeremonySettings;
import federzug.pipeline.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Expires signatures that were begun and never finished, so that they block no one. */
@Component
public class BegunSignatures {
    private static final Logger LOG = LoggerFactory.getLogger(BegunSignatures.class);

    private final Ceremonies ceremonies;
    private final CeremonySettings settings;
    private final Clock clock;

    BegunSignatures(Ceremonies ceremonies, CeremonySettings settings, Clock clock) {
        this.ceremonies = ceremonies;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Gives up all signatures whose time is over, for a process that looks again and again: the board says so without
     * anybody asking. One that cannot be read stops none of the others.
     */
    public void giveUpExpired(Acting acting) {
        for (Named one : ceremonies.begunBefore(limit())) {
            try {
                ceremonies
                        .find(one.matter(), one.agreement())
                        .ifPresent(ceremony -> withoutExpired(acting, ceremony, Progress.SILENT));
            } catch (NoticedException e) {
                LOG.debug("the begun signature of {} stays", one, e);
            }
        }
    }

    /** Gives up a signature whose time is over; the document still lies with the person, who may begin again. */
    Ceremony withoutExpired(Acting acting, Ceremony ceremony, Progress progress) {
        Optional<Turn> begun = ceremony.holder().filter(turn -> turn.state() == TurnState.SIGNING);
        if (begun.isEmpty() || !hasExpired(ceremony)) {
            return ceremony;
        }
        Turn turn = begun.get();
        Acting expired = acting.because(Texts.german().text("pipeline.sign.expired-reason"));
        Ceremony free = ceremonies.save(ceremony.abandon(turn.person()), expired, clock.instant());
        progress.changed(Notice.note("pipeline.sign.expired", Place.file(ceremony.matter()), turn.name()));
        return free;
    }

    private boolean hasExpired(Ceremony ceremony) {
        Instant limit = limit();
        return ceremonies
                .session(ceremony.matter(), ceremony.agreement())
                .map(session -> session.begunAt().isBefore(limit))
                .orElse(true);
    }

    private Instant limit() {
        return clock.instant().minus(settings.begunFor());
    }
}

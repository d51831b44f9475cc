package federzug.trust;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.trust.status.TrustKeeping;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The trust data of this installation. */
@Component
class KeptTrust implements TrustKeeping {
    private final Trust trust;

    KeptTrust(Trust trust) {
        this.trust = trust;
    }

    @Override
    public TrustOverview show(TrustSource source) {
        return trust.overview(source);
    }

    @Override
    public TrustOverview refresh() {
        return trust.refresh();
    }

    @Override
    public Bundle export(Path file) {
        TrustOverview overview = trust.overview(TrustSource.EU);
        if (overview.status().stale()) {
            // Nothing is carried on that is not believed here.
            List<Notice> why = new ArrayList<>();
            why.add(Notice.error("trust.bundle.nothing", Place.NOWHERE));
            why.addAll(overview.status().notices());
            throw new TrustException(Kind.INPUT, why);
        }
        return trust.export(file);
    }

    @Override
    public Bundle bringIn(Path file, boolean older) {
        return trust.bringIn(file, older);
    }
}

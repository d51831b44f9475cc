package federzug.pipeline.mailing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Municipality;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.pipeline.Unreadable;
import federzug.release.Dispatch;
import federzug.release.Releases;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the press releases of all matters. */
@Component
public class PressBriefs {
    private final Matters matters;
    private final Releases releases;
    private final PressStanding standing;

    PressBriefs(Matters matters, Releases releases, PressStanding standing) {
        this.matters = matters;
        this.releases = releases;
        this.standing = standing;
    }

    /** All releases, the newest matter first. */
    public List<PressSheet.Brief> all() {
        return matters.ids().stream()
                .flatMap(id -> Unreadable.passingOver(id, () -> matters.find(id).orElseThrow()).stream())
                .filter(stored -> stored.matter().release() != null)
                .sorted(Comparator.comparing(
                                (StoredMatter stored) -> stored.matter().date())
                        .reversed())
                .flatMap(stored -> brief(stored).stream())
                .toList();
    }

    private Optional<PressSheet.Brief> brief(StoredMatter stored) {
        @Nullable PressRelease data = stored.matter().release();
        if (data == null) {
            return Optional.empty();
        }
        String id = stored.matter().id();
        boolean corrects = standing.correction(id)
                .filter(one -> one.state() != Dispatch.State.ENDED)
                .isPresent();
        return Optional.of(new PressSheet.Brief(
                id,
                title(stored.matter()),
                data.headline(),
                stored.rehearsal(),
                corrects
                        ? "CORRECTING"
                        : releases.find(id).map(one -> one.state().name()).orElse("NONE"),
                standing.instant(data.sendFrom()).orElse(null)));
    }

    private static String title(Matter matter) {
        String places =
                matter.municipalities().stream().map(Municipality::label).collect(Collectors.joining(", "));
        return !matter.group().isEmpty() ? matter.group() : places.isEmpty() ? matter.id() : places;
    }
}

package federzug.release;

import federzug.document.Digest;
import java.util.List;
import java.util.Optional;

/** The seals on the versions of all releases; one version is sealed once. */
public interface PressSeals {
    Optional<PressSeal> find(String matter, Digest pdf);

    /** What is sent of a version: the sealed file, or the PDF itself if it has no seal. */
    default Digest sent(String matter, Digest pdf) {
        return find(matter, pdf)
                .flatMap(seal -> Optional.ofNullable(seal.sealed()))
                .orElse(pdf);
    }

    /** Those that are finished, of all matters. */
    List<PressSeal> finished();

    /**
     * Keeps how far it has come, in one commit. What is finished is never changed.
     *
     * @return as kept
     */
    PressSeal keep(PressSeal seal);
}

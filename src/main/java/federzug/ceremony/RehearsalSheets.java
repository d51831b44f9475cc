package federzug.ceremony;

import federzug.document.PreparedPdf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one-page sheets that people sign days before with their real devices, and what the returned copies showed. */
public interface RehearsalSheets {
    Optional<PreparedPdf> sheet(String matter);

    /** The first sheet of a matter stays its sheet: copies of it are on their way. */
    PreparedPdf keep(String matter, PreparedPdf sheet, Instant at);

    List<Learned> learned(String matter);

    /**
     * A newer copy of the same person takes the place of the older one; what staff confirmed of it has to be confirmed
     * again.
     */
    void learn(Learned learned);

    /** Staff say that the name in the certificate is this person's. */
    void confirm(String matter, String person, String by);

    /**
     * What a returned sheet shows about one person's signing device.
     *
     * @param copy digest of the returned file
     * @param holder name as it stands in the certificate
     * @param serialNumber subject serialNumber of the certificate, may be empty
     * @param timestamped the signature brings its own time stamp
     * @param nameMatches the name is one of the spellings in the data
     * @param confirmedBy who confirmed the spelling, empty if not confirmed
     */
    record Learned(
            String matter,
            String person,
            federzug.document.Digest copy,
            String holder,
            String serialNumber,
            boolean timestamped,
            boolean nameMatches,
            String confirmedBy,
            Instant at) {
        public boolean isConfirmed() {
            return !confirmedBy.isEmpty();
        }
    }
}

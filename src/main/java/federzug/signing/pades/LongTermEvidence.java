package federzug.signing.pades;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.SigningException;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds revocation answers and an archive time stamp to signed documents (PAdES-B-LTA, ETSI EN 319 142-1). */
public final class LongTermEvidence {
    private static final Logger LOG = LoggerFactory.getLogger(LongTermEvidence.class);

    private final Trust trust;
    private final boolean rehearsal;
    private final TrustSource source;

    /** @param rehearsal whether the example authorities give evidence and time */
    public LongTermEvidence(Trust trust, boolean rehearsal) {
        this.trust = trust;
        this.rehearsal = rehearsal;
        this.source = rehearsal ? TrustSource.EXAMPLE : TrustSource.EU;
    }

    /**
     * @param remarks receives a warning if an authority gave no answer and the trusted list had to do
     * @throws SigningException if no evidence or no time stamp is to be had
     */
    public byte[] added(byte[] bytes, String name, Consumer<Notice> remarks) {
        try {
            return extended(bytes, name, service(trust.evidenceVerifier(source)));
        } catch (DSSException | AlertException e) {
            LOG.debug("no answer for every authority", e);
        }
        try {
            byte[] extended = extended(bytes, name, service(trust.verifier(source)));
            remarks.accept(Notice.warning("signing.seal.authority-silent", Place.file(name)));
            return extended;
        } catch (DSSException | AlertException e) {
            throw SigningException.failed("signing.seal.failed", Place.file(name))
                    .causedBy(e);
        }
    }

    /**
     * Adds a document time stamp alone (ETSI EN 319 142-1, 5.4.3).
     *
     * @throws SigningException if no time stamp is to be had
     */
    public byte[] stamped(byte[] bytes, String name) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2)) {
            service(trust.verifier(source))
                    .timestamp(new InMemoryDocument(bytes, name), new PAdESTimestampParameters())
                    .writeTo(out);
            return out.toByteArray();
        } catch (DSSException | AlertException e) {
            throw SigningException.failed("signing.timestamp.none", Place.NOWHERE)
                    .causedBy(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] extended(byte[] bytes, String name, PAdESService service) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LTA);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2)) {
            service.extendDocument(new InMemoryDocument(bytes, name), parameters)
                    .writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PAdESService service(CertificateVerifier verifier) {
        PAdESService service = new PAdESService(verifier);
        service.setPdfObjFactory(new SealRevisions());
        service.setTspSource(trust.timestamps(rehearsal));
        return service;
    }
}

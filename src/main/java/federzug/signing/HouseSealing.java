package federzug.signing;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.enumerations.QCType;
import eu.europa.esig.dss.enumerations.QCTypeEnum;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.model.x509.extension.QcStatements;
import eu.europa.esig.dss.spi.QcStatementUtils;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.signing.pades.Cms;
import federzug.signing.pades.InvisibleField;
import federzug.signing.pades.ReservedSignature;
import federzug.signing.pades.Signer;
import federzug.trust.Trust;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.springframework.stereotype.Component;

/**
 * Puts the electronic seal of a house (eIDAS, Article 3 no. 25) on an archival PDF: invisible, with a time stamp. The
 * evidence for the long term comes as with signatures, by {@link Signing#seal}.
 */
@Component
public class HouseSealing {
    /** Name of the field. */
    public static final String FIELD = "Siegel";

    private static final Texts TEXTS = Texts.german();

    private final DocumentStore store;
    private final Trust trust;
    private final Clock clock;

    public HouseSealing(DocumentStore store, Trust trust, Clock clock) {
        this.store = store;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * Seals with an unlocked device. The result is a candidate: it counts only after verification.
     *
     * @throws SigningException if the certificate is no house's, expired, too weak, or an example in a real matter; if the
     *     device fails or no time stamp is to be had; nothing is kept then
     */
    public SignedPdf seal(ArchivalPdf pdf, SigningDevice device, boolean rehearsal) {
        ZonedDateTime now = ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        Signer signer = Signer.of(device.certificateChain(), device.algorithm());
        signer.requireUsable(now, device.name());
        List<Notice> objections = objections(device.name(), signer, rehearsal).stream()
                .filter(Notice::isError)
                .toList();
        if (!objections.isEmpty()) {
            throw new SigningException(Kind.INPUT, objections);
        }
        TSPSource stamps = trust.timestamps(rehearsal);
        String name = pdf.content().name();
        String holder = holder(signer.certificate());
        byte[] prepared = InvisibleField.write(
                store.bytes(pdf.content().digest()),
                name,
                FIELD,
                holder,
                TEXTS.text(rehearsal ? "signing.house-seal.reason-rehearsal" : "signing.house-seal.reason"),
                now);
        ReservedSignature room = ReservedSignature.in(prepared);
        byte[] attributes = Cms.signedAttributes(room.digest(signer.digestAlgorithm()), signer);
        byte[] value = device.sign(attributes, name);
        if (!signer.verifies(attributes, value)) {
            throw SigningException.failed("signing.value.wrong", Place.NOWHERE, holder);
        }
        byte[] token = stamp(stamps, signer, value);
        Content content = store.put(name, room.splice(Cms.build(signer, attributes, value, token)));
        return store.keep(new SignedPdf(content, pdf.content().digest(), List.of(FIELD)));
    }

    /**
     * What is to be said against a certificate for the seal of a house: an error forbids it, a warning says what those who
     * check it will miss.
     *
     * @param chain DER, the signer's first; empty if it is not known without a PIN
     */
    public List<Notice> objections(String device, List<byte[]> chain, boolean rehearsal) {
        return chain.isEmpty()
                ? List.of()
                // Any algorithm will do to read the chain.
                : objections(device, Signer.of(chain, "SHA256withECDSA"), rehearsal);
    }

    private List<Notice> objections(String device, Signer signer, boolean rehearsal) {
        CertificateToken certificate = signer.certificate();
        if (!rehearsal && trust.endsAtDemoRoot(signer.chain())) {
            return List.of(Notice.error("signing.house-seal.example-key", Place.NOWHERE, device));
        }
        if (isOfPerson(certificate)) {
            return List.of(Notice.error("signing.house-seal.person", Place.NOWHERE, device, holder(certificate)));
        }
        return types(certificate).contains(QCTypeEnum.QCT_ESEAL)
                ? List.of()
                : List.of(Notice.warning("signing.house-seal.unnamed", Place.NOWHERE, device));
    }

    private static byte[] stamp(TSPSource stamps, Signer signer, byte[] value) {
        try {
            return Cms.timestamp(stamps, signer.timestampDigest(), value);
        } catch (DSSException | AlertException e) {
            throw SigningException.failed("signing.timestamp.none", Place.NOWHERE)
                    .causedBy(e);
        }
    }

    /** By the certificate's own statement (ETSI EN 319 412-5, 4.2.3), or as it names somebody (EN 319 412-2, 4.2.4). */
    private static boolean isOfPerson(CertificateToken certificate) {
        X500Name subject = subject(certificate);
        return types(certificate).contains(QCTypeEnum.QCT_ESIGN)
                || Stream.of(BCStyle.GIVENNAME, BCStyle.SURNAME).anyMatch(type -> subject.getRDNs(type).length > 0);
    }

    private static List<QCType> types(CertificateToken certificate) {
        QcStatements statements = QcStatementUtils.getQcStatements(certificate);
        return statements == null || statements.getQcTypes() == null ? List.of() : statements.getQcTypes();
    }

    private static String holder(CertificateToken certificate) {
        return Stream.of(subject(certificate).getRDNs(BCStyle.CN))
                .findFirst()
                .map(name -> PersonalNumber.maskedIn(
                        IETFUtils.valueToString(name.getFirst().getValue())))
                .orElse("");
    }

    private static X500Name subject(CertificateToken certificate) {
        return X500Name.getInstance(certificate.getSubject().getPrincipal().getEncoded());
    }
}

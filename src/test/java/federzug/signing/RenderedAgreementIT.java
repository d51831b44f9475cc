package federzug.signing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.simplereport.SimpleReport;
import federzug.agreement.Matter;
import federzug.agreement.Signatory;
import federzug.document.ArchivalPdf;
import federzug.document.Document;
import federzug.document.InMemoryDocumentStore;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.signing.device.ConfiguredDevices;
import federzug.testkit.AMatter;
import federzug.testkit.ATrust;
import federzug.testkit.SigningAgreement;
import federzug.testkit.SigningValidators;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real template, filled and rendered, signed by its three signatories and sealed. */
class RenderedAgreementIT {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void staysArchivalAccessibleAndQualifiedThroughAllSignatures() {
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK);
        Signing signing = new Signing(store, trust, CLOCK);
        Devices devices = new ConfiguredDevices(new SigningSettings(null), trust, CLOCK);
        Matter matter = AMatter.crimmitschau();
        ArchivalPdf agreement = SigningAgreement.render(matter, store, CLOCK);

        Document document = signing.prepare(agreement, agreement.fields());
        List<Signatory> signatories = matter.agreements().get(0).signatories();
        SignedPdf signed = null;
        for (int i = 0; i < signatories.size(); i++) {
            Signatory signatory = signatories.get(i);
            SignatureRequest request = new SignatureRequest(
                    agreement.fields().stream()
                            .filter(field ->
                                    field.person().equals(signatory.person().key()))
                            .findFirst()
                            .orElseThrow(),
                    signatory.person().nameWithTitle(),
                    signatory.person().office(),
                    true);
            try (SigningDevice device = devices.open(signatory.device(), name -> new char[0])) {
                SigningSession session = signing.begin(document, request, device);
                signed = signing.complete(session, device.sign(session.toBeSigned()));
            }
            document = signed;
        }
        SealedPdf sealed = signing.seal((SignedPdf) document, true).pdf();

        byte[] pdf = store.bytes(sealed.content().digest());
        assertThat(SigningValidators.conformanceFaults(pdf)).isEmpty();
        assertThat(SigningValidators.dssRemarks(pdf, SigningValidators.onlyTheRoot(trust.demoChain())))
                .isEmpty();
        SimpleReport report = SigningValidators.dssReport(pdf, trust.verifier(TrustSource.EXAMPLE));
        assertThat(SigningValidators.remarks(report)).isEmpty();
        assertThat(report.getSignatureIdList()).hasSize(signatories.size()).allSatisfy(id -> {
            assertThat(report.getIndication(id)).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(report.getSignatureQualification(id)).isEqualTo(SignatureQualification.QESIG);
            assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_LTA);
        });
    }
}

package federzug.pipeline.checking;

import federzug.agreement.Matter;
import federzug.ceremony.Ceremony;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Texts;
import federzug.verification.Report;
import federzug.verification.SignerFacts;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks documents on their way through a signing against what was agreed, and keeps what each check found. */
@Component
public class SignatureVerdicts {
    private final Verification verification;
    private final Expectations expectations;
    private final DocumentStore store;
    private final ZoneId zone;

    SignatureVerdicts(Verification verification, Expectations expectations, DocumentStore store, Clock clock) {
        this.verification = verification;
        this.expectations = expectations;
        this.store = store;
        this.zone = clock.getZone();
    }

    /** What is known of a person's certificate before anything is signed with it; empty if nobody is expected to sign. */
    public Optional<SignerFacts> signer(
            Matter matter, Ceremony ceremony, String person, List<byte[]> certificateChain) {
        return expectations
                .signer(matter, ceremony, person)
                .map(signer -> verification.signer(certificateChain, signer, ceremony.rehearsal()));
    }

    /**
     * Checks a candidate: as far as the ceremony has come, and this person's signature on top.
     *
     * @param ownField name of the field that this person's program has added for the signature, or empty
     */
    public Verdict after(Matter matter, Ceremony ceremony, String person, String ownField, SignedPdf candidate) {
        return verification.verify(candidate, expectations.after(matter, ceremony, person, ownField), null);
    }

    /** Checks a sealed document that everybody has signed. */
    public Verdict complete(Matter matter, Ceremony ceremony, SealedPdf sealed) {
        return verification.verify(sealed, expectations.complete(matter, ceremony), null);
    }

    /** Checks a press release that the house has sealed. */
    public Verdict ofRelease(Digest pdf, SealedPdf sealed) {
        return verification.verify(sealed, Expectations.ofRelease(pdf), null);
    }

    /** Keeps the report of a check for the journal. */
    public Digest keep(Matter matter, Verdict verdict, String name) {
        String json = new Report(verdict, matter.id(), Expectations.fileReference(matter)).json(Texts.german(), zone);
        return store.put(name, json.getBytes(StandardCharsets.UTF_8)).digest();
    }
}

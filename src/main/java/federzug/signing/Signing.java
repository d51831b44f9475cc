package federzug.signing;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.model.DSSException;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.signing.pades.BoxFacts;
import federzug.signing.pades.Cms;
import federzug.signing.pades.CopyDifference;
import federzug.signing.pades.FormFields;
import federzug.signing.pades.LastTimestamp;
import federzug.signing.pades.LongTermEvidence;
import federzug.signing.pades.ReservedSignature;
import federzug.signing.pades.ReturnedCopy;
import federzug.signing.pades.SignatureAppearance;
import federzug.signing.pades.SignatureRevision;
import federzug.signing.pades.Signer;
import federzug.trust.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** PAdES signatures (ETSI EN 319 142-1) in two steps that survive a restart between them, and the long-term seal. */
@Component
public class Signing {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);

    private final DocumentStore store;
    private final Trust trust;
    private final Clock clock;

    public Signing(DocumentStore store, Trust trust, Clock clock) {
        this.store = store;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * Accepts an archival PDF for signing. Its bytes stay as they are.
     *
     * @param expected exactly the fields the document must have, in any order
     * @throws SigningException if a field is missing, unexpected, unfit, or already signed
     */
    public PreparedPdf prepare(ArchivalPdf pdf, List<SignatureField> expected) {
        FormFields form = FormFields.of(store.bytes(pdf.content().digest()));
        List<Notice> faults = form.differences(expected, pdf.content().name());
        if (!faults.isEmpty()) {
            throw new SigningException(Kind.INPUT, faults);
        }
        return store.keep(new PreparedPdf(pdf.content(), form.inPageOrder(expected)));
    }

    /**
     * Begins a visible signature (B-B content; the time stamp comes with {@link #complete}).
     *
     * @param base a {@link PreparedPdf} or {@link SignedPdf}
     * @param device gives the certificate chain and the algorithm; it does not sign yet
     * @throws SigningException if the certificate is expired, too weak, or an example key in a real matter; if the
     *     field is already signed; or if the text for the box cannot be shown in it
     */
    public SigningSession begin(Document base, SignatureRequest request, SigningDevice device) {
        return begin(base, request, device, false);
    }

    /**
     * As {@link #begin(Document, SignatureRequest, SigningDevice)}, with what the trusted lists say.
     *
     * @param qualified by the lists as they are now, the certificate is a qualified one for signatures and its key lies in a
     *     qualified device: the box says so, unless the key lies in a file
     */
    public SigningSession begin(Document base, SignatureRequest request, SigningDevice device, boolean qualified) {
        List<String> signedBefore = signedBefore(base);
        ZonedDateTime now = ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        Signer signer = Signer.of(device.certificateChain(), device.algorithm());
        signer.requireUsable(now, device.name());
        boolean testKey = trust.endsAtDemoRoot(signer.chain());
        if (testKey && !request.rehearsal()) {
            throw trouble(Kind.INPUT, "signing.device.example-key", device.name(), request.name());
        }
        Content content = base.content();
        byte[] prepared = SignatureRevision.write(
                store.bytes(content.digest()),
                content.name(),
                request,
                box(request, testKey, qualified && !device.keyIsAFile(), now),
                device.image().orElse(null),
                now);
        byte[] digest = ReservedSignature.in(prepared).digest(signer.digestAlgorithm());
        byte[] attributes = Cms.signedAttributes(digest, signer);
        List<String> signed = new ArrayList<>(signedBefore);
        signed.add(request.field().name());
        return new SigningSession(
                sessionId(content.digest(), request.field()),
                content.digest(),
                store.put(content.name(), prepared),
                digest,
                attributes,
                signer.encodedChain(),
                device.algorithm(),
                request,
                signed,
                now.toInstant());
    }

    /**
     * The time for the box comes from a time-stamp service, as nobody vouches for this computer's clock. The example
     * service of rehearsals goes by that clock.
     */
    private BoxFacts box(SignatureRequest request, boolean testKey, boolean qualified, ZonedDateTime now) {
        if (request.rehearsal()) {
            return BoxFacts.plain(testKey, now);
        }
        BoxFacts withoutTime = new BoxFacts(testKey, qualified, null, BoxFacts.Clock.UNKNOWN);
        if (!trust.offersTimestamps(false)) {
            return withoutTime;
        }
        try {
            byte[] token =
                    Cms.timestamp(trust.timestamps(false), request.field().name());
            ZonedDateTime time = Cms.time(token).atZone(now.getZone()).truncatedTo(ChronoUnit.SECONDS);
            // Without fresh lists nothing is known of the service, and nothing is qualified.
            return !qualified
                    ? BoxFacts.plain(testKey, time)
                    : new BoxFacts(
                            testKey,
                            true,
                            time,
                            trust.isQualifiedTimestamp(token)
                                    ? BoxFacts.Clock.QUALIFIED_SERVICE
                                    : BoxFacts.Clock.OTHER_SERVICE);
        } catch (DSSException | AlertException | NoticedException e) {
            LOG.debug("no time for the box", e);
            return withoutTime;
        }
    }

    /**
     * Stands for a device whose key signs somewhere else, by the algorithm that fits its certificate.
     *
     * @param name of the device, for messages
     * @param certificateChain DER, the signer's first
     * @throws SigningException if the chain cannot be read or its key is of no kind that signs
     */
    public SigningDevice keyElsewhere(String name, List<byte[]> certificateChain) {
        return KeyElsewhere.of(name, certificateChain);
    }

    /** Whether an unlocked device holds a key that is worthless in law. */
    public boolean isExample(SigningDevice device) {
        return trust.endsAtDemoRoot(
                Signer.of(device.certificateChain(), device.algorithm()).chain());
    }

    /** What is to be known of a device's key and algorithm before it signs, for example that they are ageing. */
    public List<Notice> remarks(SigningDevice device) {
        return Signer.of(device.certificateChain(), device.algorithm()).remark(device.name()).stream()
                .toList();
    }

    /**
     * Finishes a begun signature with the device's value and adds the signature time stamp (B-T). The result is a
     * candidate: it counts only after verification.
     *
     * @throws SigningException if the value does not belong to the session, or no time stamp is to be had
     */
    public SignedPdf complete(SigningSession session, byte[] signatureValue) {
        return complete(session, signatureValue, true);
    }

    /**
     * @param stamped false: without time stamp (B-B), where none is available; it is added when the document is taken
     *     back
     */
    SignedPdf complete(SigningSession session, byte[] signatureValue, boolean stamped) {
        Signer signer = Signer.of(session.certificateChain(), session.algorithm());
        byte[] prepared = store.bytes(session.prepared().digest());
        ReservedSignature reserved = ReservedSignature.in(prepared);
        byte[] digest = reserved.digest(signer.digestAlgorithm());
        if (!Arrays.equals(digest, session.messageDigest())
                || !Arrays.equals(digest, Cms.messageDigest(session.toBeSigned()))) {
            throw trouble(
                    Kind.FAILURE, "signing.session.altered", session.request().name());
        }
        if (!signer.verifies(session.toBeSigned(), signatureValue)) {
            throw trouble(Kind.FAILURE, "signing.value.wrong", session.request().name());
        }
        byte @Nullable [] token =
                stamped ? timestamp(signer, signatureValue, session.request().rehearsal()) : null;
        byte[] signed = reserved.splice(Cms.build(signer, session.toBeSigned(), signatureValue, token));
        Content content = store.put(signedName(session.prepared().name()), signed);
        return store.keep(new SignedPdf(content, session.base(), session.signed()));
    }

    /**
     * Takes back a copy signed with the person's own program. The result is a candidate: it counts only after
     * verification, which determines whose signature it is.
     *
     * @param base what was sent: a {@link PreparedPdf} or {@link SignedPdf}
     * @param expected the one field that must be signed in the copy and was not in the base
     * @throws SigningException if the copy is not the base plus that signature
     */
    public SignedPdf adopt(Document base, byte[] returned, SignatureField expected) {
        return adopt(base, returned, expected, false);
    }

    /**
     * @param ownField true: a field that the person's program has added for the signature will do as well; its name
     *     then
     *     is the last of those signed. Such a field is unknown to the document's structure: the copy is no longer
     *     accessible throughout (PDF/UA-1, 7.18.1 and 7.18.4)
     */
    public SignedPdf adopt(Document base, byte[] returned, SignatureField expected, boolean ownField) {
        List<String> signed = new ArrayList<>(signedBefore(base));
        signed.add(ReturnedCopy.require(store.bytes(base.content().digest()), returned, expected, ownField));
        Content content = store.put(signedName(base.content().name()), returned);
        return store.keep(new SignedPdf(content, base.content().digest(), signed));
    }

    /** Names of the fields that carry a signature in a file from outside; none if it cannot be read. */
    public List<String> signedFields(byte[] returned) {
        try {
            return List.copyOf(ReturnedCopy.signatures(returned).keySet());
        } catch (SigningException e) {
            return List.of();
        }
    }

    /** Whether the box of a signed field was drawn by this program, here or on the signatory's machine. */
    public boolean drewTheLook(byte[] pdf, String field) {
        return ReturnedCopy.reason(pdf, field)
                .filter(SignatureAppearance::isOurReason)
                .isPresent();
    }

    /** How a file that is not the document sent resembles it; empty if it has nothing to do with it. */
    public Optional<Notice> resemblance(Document sent, byte[] returned) {
        return CopyDifference.between(store.bytes(sent.content().digest()), returned);
    }

    /**
     * Adds a document time stamp (ETSI EN 319 142-1, 5.4.3) to a returned copy whose signature came without a time.
     *
     * @throws SigningException if no time stamp is to be had; nothing is kept
     */
    public SignedPdf stamp(SignedPdf returned, boolean rehearsal) {
        byte[] bytes = store.bytes(returned.content().digest());
        String name = returned.content().name();
        Content content = store.put(name, new LongTermEvidence(trust, rehearsal).stamped(bytes, name));
        return store.keep(new SignedPdf(content, returned.base(), returned.signed()));
    }

    /**
     * Asks every time-stamp service for a time stamp and throws it away.
     *
     * @return what each of them answered; notes only if all work
     */
    public List<Notice> tryTimestamps(boolean rehearsal) {
        byte[] digest = HexFormat.of().parseHex(Digest.of(new byte[0]).hex());
        try {
            return trust.tryTimestamps(rehearsal, digest);
        } catch (DSSException | AlertException e) {
            throw SigningException.failed("signing.timestamp.none", Place.NOWHERE)
                    .causedBy(e);
        }
    }

    /**
     * A document with its evidence.
     *
     * @param remarks what the evidence lacks, without which it is valid all the same
     */
    public record Sealing(SealedPdf pdf, List<Notice> remarks) {
        public Sealing {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Adds validation data and an archive time stamp (B-LTA). Answers are collected for every authority up to the root,
     * so that a validator needs no list of trusted services; where one gives no answer, up to the authorities that are
     * on the list.
     *
     * @throws SigningException if revocation data or a time stamp cannot be had; the signed document stays as it is
     */
    public Sealing seal(SignedPdf signed, boolean rehearsal) {
        return extend(signed, rehearsal);
    }

    /**
     * Seals once more over everything, so that the old time stamp's evidence is kept by a new one (ETSI EN 319 142-1,
     * 5.5).
     *
     * @throws SigningException as {@link #seal}
     */
    public Sealing renew(SealedPdf sealed, boolean rehearsal) {
        return extend(sealed, rehearsal);
    }

    /**
     * Until when the newest time stamp proves anything: its certificate's end, or that of its algorithms.
     *
     * @throws SigningException if the document has no time stamp, or it cannot be read
     */
    public Instant provenUntil(SealedPdf sealed) {
        return LastTimestamp.of(store.bytes(sealed.content().digest())).provesUntil();
    }

    private Sealing extend(Document signed, boolean rehearsal) {
        List<Notice> remarks = new ArrayList<>();
        byte[] bytes = store.bytes(signed.content().digest());
        String name = signed.content().name();
        byte[] sealed = new LongTermEvidence(trust, rehearsal).added(bytes, name, remarks::add);
        if (sealed.length <= bytes.length || !Arrays.equals(bytes, 0, bytes.length, sealed, 0, bytes.length)) {
            throw trouble(Kind.FAILURE, "signing.seal.rewritten", name);
        }
        Content content = store.put(name, sealed);
        return new Sealing(store.keep(new SealedPdf(content, signed.content().digest())), remarks);
    }

    private byte[] timestamp(Signer signer, byte[] signatureValue, boolean rehearsal) {
        try {
            return Cms.timestamp(trust.timestamps(rehearsal), signer.timestampDigest(), signatureValue);
        } catch (DSSException | AlertException e) {
            throw SigningException.failed("signing.timestamp.none", Place.NOWHERE)
                    .causedBy(e);
        }
    }

    private static List<String> signedBefore(Document base) {
        if (base instanceof SignedPdf signed) {
            return signed.signed();
        }
        if (base instanceof PreparedPdf) {
            return List.of();
        }
        throw new IllegalArgumentException("neither prepared nor signed: " + base.getClass());
    }

    private static String sessionId(Digest base, SignatureField field) {
        return Digest.of((base.hex() + '\n' + field.name()).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private static String signedName(String name) {
        String stem = name.replaceFirst("(-signiert)?\\.pdf$", "");
        return stem + "-signiert.pdf";
    }

    private static SigningException trouble(Kind kind, String code, Object... arguments) {
        return new SigningException(kind, Notice.error(code, Place.NOWHERE, arguments));
    }
}

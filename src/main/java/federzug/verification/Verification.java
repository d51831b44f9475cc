package federzug.verification;

import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination.ChangedPage;
import federzug.verification.change.CopyComparison;
import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.FormTree;
import federzug.verification.file.PdfContainer;
import federzug.verification.file.SignedFile;
import federzug.verification.file.SignedRevisions;
import federzug.verification.file.SignerChains;
import federzug.verification.signature.EvidenceFiles;
import federzug.verification.signature.PersonNames;
import federzug.verification.signature.SignerExamination;
import federzug.verification.signature.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pdfbox.cos.COSDictionary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks signed documents, stricter than a stock validator: nothing is valid that was altered, lacks an expected
 * signature, or rests on trust data that are missing or old.
 */
@Component
public class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final long MEGABYTE = 1024L * 1024;

    private final DocumentStore store;
    private final Trust trust;
    private final Clock clock;
    private final VerificationSettings settings;
    private final Validator validator = new Validator();

    public Verification(DocumentStore store, Trust trust, Clock clock, VerificationSettings settings) {
        this.store = store;
        this.trust = trust;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Checks a document made here.
     *
     * @param trust null: the EU list, or the example list if every chain ends at the demo root
     */
    public Verdict verify(Document document, Expected expected, @Nullable TrustSource trust) {
        return verify(
                store.bytes(document.content().digest()),
                document.content().name(),
                expected,
                trust,
                Texts.german(),
                null);
    }

    /** As {@link #verify(Path, Expected, TrustSource, Texts)}, in German. */
    public Verdict verify(Path file, Expected expected, @Nullable TrustSource trust) {
        return verify(file, expected, trust, Texts.german());
    }

    /**
     * Checks any file; hostile input ends in a verdict, not in an exception.
     *
     * @param texts the language of the descriptions
     * @throws VerificationException if there is no such file to read
     */
    public Verdict verify(Path file, Expected expected, @Nullable TrustSource trust, Texts texts) {
        return verify(file, expected, trust, texts, null);
    }

    /**
     * As {@link #verify(Path, Expected, TrustSource, Texts)}, for a file that opens with a password only.
     *
     * @param password null: none is known
     */
    public Verdict verify(
            Path file, Expected expected, @Nullable TrustSource trust, Texts texts, @Nullable String password) {
        String name = String.valueOf(file.getFileName());
        try {
            if (!Files.isRegularFile(file)) {
                throw missing(file);
            }
            if (Files.size(file) > settings.megabytes() * MEGABYTE) {
                return tooLarge(file, name, trust);
            }
            return verify(Files.readAllBytes(file), name, expected, trust, texts, password);
        } catch (IOException e) {
            throw missing(file).causedBy(e);
        }
    }

    /**
     * Finds the objections to signing with this certificate, before anything is signed: revoked, expired, not yet
     * valid, not qualified (but in a rehearsal), another person's.
     *
     * @param chain DER, the signer's certificate first
     * @return empty if nothing is known against it
     */
    public List<Notice> beforeSigning(List<byte[]> chain, Expected.Signer expected, boolean rehearsal) {
        return new SignerExamination(trust, clock).faults(chain, expected, rehearsal);
    }

    /**
     * As {@link #beforeSigning}, with what is known in favour of the certificate.
     *
     * @param chain DER, the signer's certificate first
     */
    public SignerFacts signer(List<byte[]> chain, Expected.Signer expected, boolean rehearsal) {
        return new SignerExamination(trust, clock).facts(chain, expected, rehearsal);
    }

    /** The certificates (DER) of the signature in that field, the signer's first; empty if there are none. */
    public List<byte[]> certificatesIn(Document document, String field) {
        try (SignedFile file = SignedFile.open(store.bytes(document.content().digest()))) {
            COSDictionary found = FormTree.of(file.pdf()).fields().get(field);
            COSDictionary signature = found == null ? null : FormTree.signature(found);
            return signature == null
                    ? List.of()
                    : SignerChains.of(signature).stream()
                            .map(CertificateToken::getEncoded)
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * How fresh the data are on which a verdict would rest.
     *
     * @throws federzug.trust.TrustException if they cannot be used at all
     */
    public TrustStatus trust(TrustSource source) {
        return trust.status(source);
    }

    /** Whether a name in a certificate is one of a person's, by the tolerance a check has. */
    public static boolean isNameOf(java.util.List<String> names, String inCertificate) {
        return PersonNames.anyMatches(names, java.util.List.of(inCertificate));
    }

    /** Which relation two copies of a document have; both are checked as foreign documents. */
    public Comparison compare(Path first, Path second, @Nullable TrustSource trust, Texts texts) {
        Verdict one = verify(first, Expected.NOTHING, trust, texts);
        Verdict other = verify(second, Expected.NOTHING, trust, texts);
        try {
            byte[] left = limited(first);
            byte[] right = limited(second);
            return DeadlineRunner.within(
                    settings.time(), () -> new CopyComparison(left, right, one, other, texts).comparison());
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw VerificationException.refused("verification.compare.unreadable", Place.NOWHERE, first, second)
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VerificationException.failed("verification.compare.unreadable", Place.NOWHERE, first, second)
                    .causedBy(e);
        }
    }

    private byte[] limited(Path file) throws IOException {
        if (Files.size(file) > settings.megabytes() * MEGABYTE) {
            throw new IOException("too large");
        }
        return Files.readAllBytes(file);
    }

    /**
     * The certificates, revocation answers and time stamps that a check of this file uses, by file name; empty if the
     * file cannot be read.
     */
    public Map<String, byte[]> evidence(Path file, TrustSource source, @Nullable String password) {
        return files(
                file,
                password,
                opened -> EvidenceFiles.of(validator.validate(
                        opened,
                        String.valueOf(file.getFileName()),
                        trust.verifier(source),
                        clock.instant(),
                        TokenExtractionStrategy.EXTRACT_ALL)));
    }

    /**
     * The revisions that the signatures and time stamps in this file cover, each as a PDF file of its own, under the
     * names that the report gives them; empty if there are none or the file cannot be read.
     */
    public Map<String, byte[]> signedRevisions(Path file, @Nullable String password) {
        return files(file, password, opened -> new SignedRevisions(opened).files());
    }

    /** Whether this file opens with a password only. */
    public boolean needsPassword(Path file) {
        try {
            byte[] bytes = limited(file);
            return DeadlineRunner.within(settings.time(), () -> SignedFile.isLocked(PdfContainer.theOnePdfIn(bytes)));
        } catch (IOException | ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, byte[]> files(
            Path file, @Nullable String password, Function<SignedFile, Map<String, byte[]>> work) {
        try {
            byte[] bytes = limited(file);
            return DeadlineRunner.within(settings.time(), () -> {
                try (SignedFile opened = SignedFile.open(PdfContainer.theOnePdfIn(bytes), password)) {
                    return work.apply(opened);
                }
            });
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.debug("No files from this one", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** The trusted lists or certificates that a check against this source rests on, by file name. */
    public Map<String, byte[]> trustFiles(TrustSource source) {
        return trust.files(source);
    }

    private Verdict verify(
            byte[] bytes,
            String name,
            Expected expected,
            @Nullable TrustSource asked,
            Texts texts,
            @Nullable String password) {
        FileExamination examination = new FileExamination(
                bytes, name, expected, asked, trust, validator, ZonedDateTime.now(clock), texts, password);
        try {
            Verdict verdict = DeadlineRunner.within(settings.time(), examination::verdict);
            return examination.hasTouchedPages() ? withPictures(examination, verdict) : verdict;
        } catch (DeadlineRunner.CrowdedException e) {
            return undecided(
                    Digest.of(bytes), name, asked, Notice.warning("verification.document.crowded", Place.NOWHERE));
        } catch (TimeoutException e) {
            return undecided(
                    Digest.of(bytes),
                    name,
                    asked,
                    Notice.warning(
                            "verification.document.timeout",
                            Place.NOWHERE,
                            settings.time().toSeconds()));
        } catch (ExecutionException e) {
            // Whatever a hostile file makes a parser do, overflow of the stack included, is a verdict on that file.
            LOG.debug("A check ended early", e);
            return undecided(
                    Digest.of(bytes), name, asked, Notice.warning("verification.document.unreadable", Place.NOWHERE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return undecided(
                    Digest.of(bytes), name, asked, Notice.warning("verification.document.unreadable", Place.NOWHERE));
        }
    }

    /** The verdict stands; whatever happens while its pages are drawn does not change it. */
    private Verdict withPictures(FileExamination examination, Verdict verdict) throws InterruptedException {
        List<ChangedPage> pages = List.of();
        List<Finding> findings = List.of();
        try {
            pages = DeadlineRunner.within(settings.time().dividedBy(2), examination::changedPages);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Changed pages could not be drawn", e);
            findings = List.of(new Finding(Notice.note("verification.document.not-drawn", Place.NOWHERE), ""));
        }
        return Verdict.of(verdict.examination().withPages(pages, findings));
    }

    /**
     * The verdict on one of many files that cannot be read: nothing is known of it, and the others are still checked.
     */
    public Verdict unreadable(Path file, @Nullable TrustSource asked) {
        return undecided(
                Digest.of(new byte[0]),
                String.valueOf(file.getFileName()),
                asked,
                Notice.warning("verification.file.missing", Place.NOWHERE, file));
    }

    private Verdict tooLarge(Path file, String name, @Nullable TrustSource asked) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return undecided(
                    Digest.of(in),
                    name,
                    asked,
                    Notice.warning(
                            "verification.document.too-large",
                            Place.NOWHERE,
                            Files.size(file) / MEGABYTE,
                            settings.megabytes()));
        }
    }

    private Verdict undecided(Digest digest, String name, @Nullable TrustSource asked, Notice notice) {
        return new Verdict.Undecided(new Examination(
                name,
                digest,
                clock.instant(),
                false,
                List.of(),
                List.of(),
                List.of(new Finding(notice, "")),
                FileExamination.unknown(asked),
                "",
                List.of(),
                Examination.Wording.NOT_COMPARED,
                List.of()));
    }

    private static VerificationException missing(Path file) {
        return VerificationException.refused("verification.file.missing", Place.NOWHERE, file);
    }
}

package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.validation.reports.Reports;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.pipeline.run.Closing;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.testkit.ForeignPrograms;
import federzug.testkit.ForeignSigner;
import federzug.testkit.LockingProgram;
import federzug.testkit.RenderingDocx;
import federzug.testkit.SharedApplication;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.SigningValidators;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes back from other programs, in the prepared field and in one of their own, at each place in the order. */
class ReturnedByProgramsIT extends SharedApplication {
    /** DSS on what it has no rule for: a look that differs from the placeholder in /Filter, /FormType or /BBox. */
    private static final String UNDEFINED = "BBB_FC_DSCNUOM_ANS";

    /** Both libraries make a CMS without the certificate's digest among the signed attributes. */
    private static final String PLAIN_CMS = "BBB_ICS_ISASCP_ANS";

    /** Entries of the look that the program has drawn into the field. */
    private static final String FOREIGN_LOOK = ".*/Obj \\d+ 0 R /AP \\d+ 0 R /N \\d+ 0 R /(Filter|FormType|BBox).*";

    /** Without FieldMDP in the foreign signature DSS meets the later ones through the structure tree first. */
    private static final String LATER_SIGNATURE = "/Catalog /StructTreeRoot .* /Obj \\d+ 0 R /V \\d+ 0 R";

    private static final List<String> PERSONS = List.of("raphael", "rodig", "forkert");

    private final byte[] sent = SigningSpecimen.pdf(210, 62, PERSONS.toArray(String[]::new));
    private int matters;

    @ParameterizedTest
    @CsvSource({
        "OPENPDF, true, pipeline.return.done pipeline.return.conformance-lost",
        "OPENPDF, false, pipeline.return.done pipeline.return.conformance-lost",
        "PDFBOX, true, pipeline.return.done",
        "PDFBOX, false, pipeline.return.done"
    })
    void isTakenFromEachLibraryAndSaysWhatItCosts(ForeignPrograms program, boolean prepared, String codes)
            throws IOException {
        Ceremony ceremony = waiting(!prepared);

        Taken taken = give(ceremony, program.sign(sent, "raphael", prepared));

        assertThat(codes(taken)).as("%s", taken.notices()).containsExactly(codes.split(" "));
    }

    @Test
    void isTakenFromPdfsigInItsOwnFieldWhereTheDataAllowIt() throws IOException {
        byte[] copy = new ForeignSigner(folder.resolve("eigenes"), "raphael").signInItsOwnField(sent, "raphael");

        assertThat(give(waiting(true), copy).accepted()).isTrue();
        Taken refused = give(waiting(false), copy);
        assertThat(refused.accepted()).isFalse();
        assertThat(codes(refused)).containsExactly("signing.return.own-field");
    }

    @ParameterizedTest
    @EnumSource(ForeignPrograms.class)
    void isRefusedFromTheWrongPersonWhateverTheProgram(ForeignPrograms program) throws IOException {
        Taken taken = give(waiting(true), program.sign(sent, "rodig", false));

        assertThat(taken.accepted()).isFalse();
        assertThat(codes(taken)).contains("verification.expected.wrong-person");
    }

    /** What a validator cannot be silent about, and what PDF/A and PDF/UA lose, is known object by object. */
    @ParameterizedTest
    @CsvSource({
        "OPENPDF, 0, 2a 6.2.11.4.1-1 ua1 7.21.4.1-1",
        "OPENPDF, 1, 2a 6.2.11.4.1-1 ua1 7.21.4.1-1",
        "OPENPDF, 2, 2a 6.2.11.4.1-1 ua1 7.21.4.1-1",
        "PDFBOX, 0, ''"
    })
    void isSealedAndValidWhereverItComesInTheOrder(ForeignPrograms program, int place, String lost) throws IOException {
        Ceremony ceremony = waiting(false);
        for (int i = 0; i < PERSONS.size(); i++) {
            String person = PERSONS.get(i);
            byte[] paper = bytes(now(ceremony));
            Taken taken = give(
                    ceremony,
                    i == place
                            ? program.sign(paper, person, true)
                            : application.signed(now(ceremony).paper(), person, "demo-" + person, i == 0));
            assertThat(taken.accepted()).as("%s", taken.notices()).isTrue();
        }
        StoredMatter stored =
                application.the(Matters.class).find(ceremony.matter()).orElseThrow();

        application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT);

        assertThat(now(ceremony).state().word()).isEqualTo("CHECKED");
        byte[] sealed = bytes(now(ceremony));
        Trust trust = application.the(Trust.class);
        requireNothingButKnownRemarks(SigningValidators.dss(sealed, trust.verifier(TrustSource.EXAMPLE)));
        if (place == 1) {
            requireNothingButKnownRemarks(
                    SigningValidators.dss(sealed, SigningValidators.onlyTheRoot(trust.demoChain())));
        }
        assertThat(String.join(" ", SigningValidators.conformanceFaults(sealed)))
                .isEqualTo(lost);
        Path file = Files.write(folder.resolve("gesiegelt.pdf"), sealed);
        assertThat(SigningValidators.run("qpdf", List.of("--check"), file).exit())
                .isZero();
        assertThat(SigningValidators.run("pdfsig", file).output().split("Signature is Valid", -1))
                .hasSize(PERSONS.size() + 1);
    }

    private static void requireNothingButKnownRemarks(Reports reports) {
        List<String> remarks = SigningValidators.remarks(reports.getSimpleReport());
        assertThat(remarks).allMatch(remark -> remark.contains(UNDEFINED) || remark.contains(PLAIN_CMS));
        assertThat(remarks.stream().filter(remark -> remark.contains(UNDEFINED)))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(SigningValidators.undefinedObjects(reports))
                .allMatch(path -> path.matches(FOREIGN_LOOK) || path.matches(LATER_SIGNATURE));
    }

    /** The next signature would make the one that locks invalid: better said now than to the person after. */
    @ParameterizedTest
    @CsvSource({
        "DocMDP 1, signing.return.locks",
        "DocMDP 2, pipeline.return.done",
        "All, signing.return.locks",
        "Exclude raphael_Unterschrift, signing.return.locks",
        "Include rodig_Unterschrift, signing.return.locks",
        "Include raphael_Unterschrift, pipeline.return.done"
    })
    void isRefusedIfItLocksOutThoseWhoSignLater(String how, String code) throws IOException {
        String[] words = how.split(" ");
        byte[] copy = words[0].equals("DocMDP")
                ? LockingProgram.certify(sent, "raphael", Integer.parseInt(words[1]))
                : LockingProgram.lock(sent, "raphael", words[0], Arrays.copyOfRange(words, 1, words.length));

        assertThat(codes(give(waiting(false), copy))).containsExactly(code);
    }

    @Test
    void mayLockEverythingAfterTheLastSignature() throws IOException {
        Ceremony ceremony = waiting(false);
        for (String person : PERSONS.subList(0, 2)) {
            give(ceremony, application.signed(now(ceremony).paper(), person, "demo-" + person, true));
        }

        Taken taken = give(ceremony, LockingProgram.lock(bytes(now(ceremony)), "forkert", "All"));

        assertThat(codes(taken)).as("%s", taken.notices()).containsExactly("pipeline.return.done");
    }

    @Test
    void saysThatASignatureBesideTheDocumentOrAPasswordWillNotDo() throws IOException {
        Ceremony ceremony = waiting(false);
        byte[] value = ForeignPrograms.signatureOf(sent, "raphael");

        assertThat(codes(give(ceremony, RenderingDocx.zipped(Map.of("vertrag.pdf", sent, "vertrag.pdf.p7s", value)))))
                .containsExactly("pipeline.return.detached", "signing.return.unsigned");
        assertThat(codes(give(ceremony, RenderingDocx.zipped(Map.of("META-INF/signatures001.xml", new byte[] {'<'})))))
                .containsExactly("pipeline.return.detached");
        assertThat(codes(give(ceremony, RenderingDocx.zipped(Map.of("brief.docx", new byte[] {1})))))
                .containsExactly("pipeline.return.mail-without-pdf");
        try (PDDocument locked = Loader.loadPDF(sent);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            locked.protect(new StandardProtectionPolicy("eigner", "leser", new AccessPermission()));
            locked.save(out);
            assertThat(codes(give(ceremony, out.toByteArray()))).containsExactly("signing.return.encrypted");
        }
    }

    /** pyHanko would call the signatures before it changed. */
    @Test
    void isRefusedWithAFieldThatDisappearsAfterSomebodySigned() throws IOException {
        Ceremony ceremony = waiting(false);
        give(ceremony, application.signed(ceremony.paper(), "raphael", "demo-raphael", true));

        Taken taken = give(ceremony, ForeignPrograms.PDFBOX.sign(bytes(now(ceremony)), "rodig", true));

        assertThat(taken.accepted()).isFalse();
        assertThat(codes(taken)).contains("verification.change.field-prepared");
    }

    private Ceremony waiting(boolean ownFields) {
        String id = "programm-" + ++matters;
        StoredMatter stored = ownFields ? application.acceptWithOwnFields(id) : application.accept(id, "rueckgabe");
        return application.open(stored, sent);
    }

    private Ceremony now(Ceremony ceremony) {
        return application.now(ceremony);
    }

    private byte[] bytes(Ceremony ceremony) {
        return application
                .the(DocumentStore.class)
                .bytes(ceremony.paper().content().digest());
    }

    private Taken give(Ceremony ceremony, byte[] copy) throws IOException {
        Path file = Files.write(folder.resolve("kopie.pdf"), copy);
        return application
                .the(ReturnDesk.class)
                .take(
                        Acting.of("test"),
                        ceremony.matter(),
                        Upload.each(List.of(file), ReturnDesk.LARGEST),
                        Progress.SILENT)
                .files()
                .get(0);
    }

    private static List<String> codes(Taken taken) {
        return taken.notices().stream().map(Notice::code).toList();
    }
}

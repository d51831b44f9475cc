package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import federzug.document.Digest;
import federzug.document.SignatureField;
import federzug.testkit.SigningKeys;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Small files made by hand, each of which was judged wrongly once: with the signer trusted, not, stamped, and known. */
class HandmadeCasesIT {
    private static final Path CASES = Path.of("src/test/resources/federzug/verification/cases");

    @TempDir
    private static Path folder;

    private static ForeignSpecimen other;

    @BeforeAll
    static void open() {
        other = new ForeignSpecimen(new SignedSpecimen());
    }

    /** By name of the file: the state, and the end of the code of a finding. */
    private static Map<String, String> cases() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("v-base-t", "VALID");
        all.put("q-fill-with-Q", "VALID allowed.field-filled");
        all.put("x-dss-removed", "UNDECIDED doubtful.evidence-removed");
        all.put("x-empty-sigfield-shows-text-approval", "INVALID change.field-shows");
        all.put("x-look-choice-approval", "UNDECIDED doubtful.field-contradicting");
        all.put("x-look-prefix-approval", "UNDECIDED doubtful.field-contradicting");
        all.put("x-look-tick-text-approval", "UNDECIDED doubtful.field-contradicting");
        all.put("x-raw-free-content", "INVALID change.object-freed");
        all.put("x-raw-hidden-evil-noroot", "INVALID change.object-hidden");
        all.put("x-sigfield-struct-alt-approval", "INVALID change.structure");
        return all;
    }

    @Test
    void eachFileHasItsAnswer() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()).replace(".pdf", "")))
                    .containsExactlyInAnyOrderElementsOf(cases().keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> judgedRightlyInEachSituation() {
        return cases().entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    byte[] file = Files.readAllBytes(CASES.resolve(one.getKey() + ".pdf"));
                    String[] answer = one.getValue().split(" ");
                    for (Verdict verdict : List.of(
                            other.verify(file), other.verify(RawStamp.on(file, other.room.trust.timestamps(true))))) {
                        assertThat(verdict.word())
                                .as("%s", verdict.examination().findings())
                                .isEqualTo(answer[0]);
                        assertTold(verdict, answer);
                    }
                    Verdict untrusted = untrusted(file);
                    assertThat(untrusted.isValid()).isFalse();
                    assertTold(untrusted, answer);
                    Verdict known = other.room.verify(file, expected(file));
                    boolean untouched = one.getKey().equals("v-base-t");
                    assertThat(known.word())
                            .as("%s", known.examination().findings())
                            .isEqualTo(untouched ? "VALID" : "INVALID");
                    assertThat(known.examination().findings().stream().anyMatch(Finding::isAlteration))
                            .isEqualTo(!untouched);
                }));
    }

    private static void assertTold(Verdict verdict, String... answer) {
        boolean honest = answer[0].equals("VALID");
        assertThat(verdict.examination().findings().stream().anyMatch(Finding::isAlteration))
                .isEqualTo(!honest);
        if (answer.length > 1) {
            assertThat(verdict.examination().findings())
                    .anyMatch(finding -> finding.notice().code().equals("verification." + answer[1]));
        }
    }

    private static Verdict untrusted(byte[] file) throws IOException {
        Path somebody = Files.createDirectories(folder.resolve("trusted"));
        Files.write(
                somebody.resolve("wurzel.crt"),
                new SigningKeys().signer("Niemand").chain().get(1));
        return other.room.verification.verify(
                Files.write(folder.resolve("fall.pdf"), file),
                Expected.NOTHING,
                new TrustSource.Named(somebody.toString()));
    }

    /** What was to be signed is the first revision. */
    private static Expected expected(byte[] file) {
        int end = RawUpdate.text(file).indexOf("%%EOF") + 6;
        return new Expected(
                Digest.of(Arrays.copyOf(file, end)),
                List.of(new Expected.Signer(
                        new SignatureField("Signature1", "raphael", ""), List.of("André Raphael"), "")),
                List.of());
    }
}

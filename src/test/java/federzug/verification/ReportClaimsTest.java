package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination.Level;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.TimestampKind;
import federzug.verification.Examination.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each sentence of a report stands there exactly if its fact is given: checked over all combinations of facts. */
class ReportClaimsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String ROOM = "verification.report.";
    private static final Map<String, Predicate<Facts>> CLAIMS = claims();

    private enum Outcome {
        VALID,
        UNDECIDED,
        INVALID
    }

    private enum Change {
        NONE,
        ALLOWED,
        ALTERED
    }

    private enum Time {
        QUALIFIED,
        NOT_QUALIFIED,
        UNKNOWN,
        CLAIMED
    }

    /** @param others every further signature is before the last one */
    private record Facts(
            Outcome outcome,
            boolean rehearsal,
            boolean signed,
            boolean intact,
            boolean seal,
            boolean archived,
            boolean others,
            Change change,
            Time time,
            Wording wording) {
        boolean isPossible() {
            boolean good = signed && intact && change != Change.ALTERED && wording != Wording.DIFFERENT;
            return switch (outcome) {
                case VALID -> good && time != Time.CLAIMED;
                case UNDECIDED -> intact && (signed || change == Change.NONE);
                case INVALID -> signed && (!intact || change == Change.ALTERED || wording == Wording.DIFFERENT);
            };
        }

        boolean is(Outcome one) {
            return outcome == one;
        }

        /** Besides a change. */
        boolean hasOtherFindings() {
            return is(Outcome.UNDECIDED) || wording == Wording.DIFFERENT || is(Outcome.INVALID) && !intact;
        }

        /** It was good when it was signed; all that counts against it came later. */
        boolean laterOnly() {
            return signed && intact && change == Change.ALTERED && wording != Wording.DIFFERENT;
        }
    }

    private static Map<String, Predicate<Facts>> claims() {
        Predicate<Facts> valid = facts -> facts.is(Outcome.VALID);
        Predicate<Facts> real = facts -> !facts.rehearsal();
        Predicate<Facts> filledIn = facts -> facts.change() == Change.ALLOWED;
        Predicate<Facts> expected = facts -> facts.wording() == Wording.AS_PREPARED;
        Predicate<Facts> sealed = Facts::seal;
        Predicate<Facts> altered = facts -> facts.change() == Change.ALTERED;
        Predicate<Facts> signed = Facts::signed;
        Predicate<Facts> intact = signed.and(Facts::intact);
        Predicate<Facts> stamped = signed.and(facts -> facts.time() != Time.CLAIMED);
        Map<String, Predicate<Facts>> claims = new LinkedHashMap<>();
        claims.put("rehearsal-headline", Facts::rehearsal);
        claims.put("rehearsal-text", Facts::rehearsal);
        claims.put("valid", valid.and(real));
        claims.put("valid-rehearsal", valid.and(Facts::rehearsal));
        claims.put("valid-rehearsal-text", valid.and(Facts::rehearsal).and(sealed.negate()));
        claims.put("valid-rehearsal-seal", valid.and(Facts::rehearsal).and(sealed));
        claims.put(
                "valid-rehearsal-filled-in",
                valid.and(filledIn).and(expected.negate()).and(facts -> facts.rehearsal() || !facts.seal()));
        claims.put(
                "valid-text",
                valid.and(real).and(expected.negate()).and(filledIn.negate()).and(facts -> !facts.seal()));
        claims.put(
                "valid-text-filled-in",
                valid.and(real).and(expected.negate()).and(filledIn).and(facts -> !facts.seal()));
        claims.put("valid-text-expected", valid.and(real).and(expected).and(sealed.negate()));
        claims.put("valid-seal-expected", valid.and(real).and(expected).and(sealed));
        claims.put(
                "valid-seal", valid.and(real).and(sealed).and(expected.negate()).and(filledIn.negate()));
        claims.put(
                "valid-seal-filled-in",
                valid.and(real).and(sealed).and(expected.negate()).and(filledIn));
        claims.put("undecided", facts -> facts.is(Outcome.UNDECIDED));
        claims.put("undecided-text", facts -> facts.is(Outcome.UNDECIDED) && facts.signed() && !altered.test(facts));
        claims.put("undecided-text-changed", facts -> facts.is(Outcome.UNDECIDED) && altered.test(facts));
        claims.put("undecided-text-unread", facts -> facts.is(Outcome.UNDECIDED) && !facts.signed());
        claims.put("invalid", facts -> facts.is(Outcome.INVALID));
        claims.put("invalid-text", facts -> facts.is(Outcome.INVALID) && !altered.test(facts));
        claims.put(
                "invalid-text-changed",
                facts -> facts.is(Outcome.INVALID) && altered.test(facts) && !facts.laterOnly());
        claims.put("invalid-text-changed-later", facts -> facts.is(Outcome.INVALID) && facts.laterOnly());
        Predicate<Facts> different = facts -> facts.wording() == Wording.DIFFERENT;
        claims.put("wording-as-prepared", expected.and(sealed.negate()).and(altered.negate()));
        claims.put("wording-changed-later", expected.and(sealed.negate()).and(altered));
        claims.put("wording-different", different.and(sealed.negate()));
        claims.put("wording-sealed", expected.and(sealed).and(altered.negate()));
        claims.put("wording-sealed-changed-later", expected.and(sealed).and(altered));
        claims.put("wording-sealed-different", different.and(sealed));
        claims.put("no-signatures", signed.negate());
        claims.put("signatures-intro", signed);
        claims.put("times-note", stamped.and(real));
        claims.put("time-rehearsal", stamped.and(Facts::rehearsal));
        claims.put("time-qualified", stamped.and(real).and(facts -> facts.time() == Time.QUALIFIED));
        claims.put("time-not-qualified", stamped.and(real).and(facts -> facts.time() == Time.NOT_QUALIFIED));
        claims.put("time-stamped", stamped.and(real).and(facts -> facts.time() == Time.UNKNOWN));
        claims.put("time-claimed", signed.and(stamped.negate()));
        claims.put("integrity-whole", intact);
        claims.put("integrity-broken", signed.and(intact.negate()));
        claims.put("integrity-followed", intact.and(Facts::others).and(facts -> facts.change() == Change.NONE));
        claims.put("integrity-filled-in", intact.and(Facts::others).and(filledIn));
        claims.put("integrity-changed-later", intact.and(Facts::others).and(altered));
        claims.put("not-checked", facts -> true);
        claims.put("no-findings", facts -> !facts.hasOtherFindings() && facts.change() == Change.NONE);
        claims.put("no-more-findings", facts -> !facts.hasOtherFindings() && facts.change() != Change.NONE);
        claims.put("changes-advice", altered.and(facts -> !facts.is(Outcome.UNDECIDED)));
        claims.put("changes-advice-open", altered.and(facts -> facts.is(Outcome.UNDECIDED)));
        claims.put("changes-allowed", filledIn);
        claims.put("changes-broken", signed.and(intact.negate()).and(facts -> facts.change() == Change.NONE));
        claims.put("no-changes", intact.and(Facts::others).and(facts -> facts.change() == Change.NONE));
        claims.put("others-viewer", valid.and(real));
        claims.put("others-timestamps", signed.and(Facts::archived));
        claims.put("others-gateway", facts -> true);
        claims.put("others-agreed", sealed.negate().and(facts -> facts.wording() != Wording.NOT_COMPARED));
        claims.put("others-rehearsal", Facts::rehearsal);
        claims.put("annex-intro", signed);
        claims.put("annex-intro-unread", signed.negate());
        return claims;
    }

    private final Texts texts = Texts.german();

    @Test
    void saysWhatIsGivenAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        Set<String> said = new TreeSet<>();
        Set<String> unsaid = new TreeSet<>();
        for (Facts facts : all()) {
            String report = words(new Report(verdict(facts), "", "").html(texts, BERLIN));
            CLAIMS.forEach((claim, fact) -> {
                boolean stands = report.contains(sentence(claim, facts));
                (stands ? said : unsaid).add(claim);
                if (stands != fact.test(facts)) {
                    wrong.add(claim + " for " + facts);
                }
            });
        }
        assertThat(wrong.stream().limit(12)).isEmpty();
        assertThat(said).as("claims that some report makes").containsExactlyInAnyOrderElementsOf(CLAIMS.keySet());
    }

    /** A sentence that is added to the reports needs its fact here. */
    @Test
    void knowsEverySentenceOfTheReport() throws IOException {
        Properties messages = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("/federzug/verification/messages.properties")) {
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        assertThat(messages.stringPropertyNames().stream()
                        .filter(key -> key.startsWith(ROOM)
                                && messages.getProperty(key).strip().endsWith("."))
                        .map(key -> key.substring(ROOM.length()))
                        .filter(key -> !key.matches("(annex|rule|pages|reason|rules)-.*"))
                        .filter(key -> !OTHERWISE.contains(key)))
                .isSubsetOf(CLAIMS.keySet());
    }

    /** Of a state that no combination here has: an unknown method, no time at all, an unsigned file that was read. */
    private static final Set<String> OTHERWISE =
            Set.of("integrity-unknown", "no-changes-at-all", "changes-unknown", "undecided-text-not-yet");

    @Test
    void thatOnlySignaturesAreMissingIsSaidWhereNothingElseIsWrong() {
        Facts good = new Facts(
                Outcome.UNDECIDED,
                false,
                true,
                true,
                false,
                false,
                false,
                Change.NONE,
                Time.QUALIFIED,
                Wording.AS_PREPARED);
        Finding missing = new Finding(Notice.warning("verification.expected.not-yet", Place.NOWHERE, "Lutz Rodig"), "");
        Finding open =
                new Finding(Notice.warning("verification.signature.qualification-open", Place.NOWHERE, "A"), "a");
        String sentence = sentence("undecided-text-not-yet", good);

        assertThat(report(good, List.of(missing))).contains(sentence);
        assertThat(report(good, List.of(missing, open))).doesNotContain(sentence);
        assertThat(report(good, List.of(open))).doesNotContain(sentence);
    }

    private String report(Facts facts, List<Finding> findings) {
        return words(new Report(new Verdict.Undecided(examination(facts, findings)), "", "").html(texts, BERLIN));
    }

    private String sentence(String claim, Facts facts) {
        int count = facts.others() ? 2 : 1;
        String text = switch (claim) {
            case "time-qualified", "time-not-qualified", "time-stamped", "time-rehearsal" ->
                texts.text(ROOM + claim, "").strip();
            case "time-claimed" -> texts.text(ROOM + claim, "").strip();
            default -> texts.text(ROOM + claim, count);
        };
        String plain = words(text);
        // "Ergebnis: gültig" must not be found in "Ergebnis: ungültig" or another sentence's beginning.
        return switch (claim) {
            case "valid", "undecided", "invalid", "valid-rehearsal" -> plain;
            default -> plain;
        };
    }

    private static String words(String html) {
        return html.replaceAll("(?s)<style.*?</style>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("[\\s\\u00a0]+", " ")
                .replaceAll(" ([.,;:])", "$1")
                .strip();
    }

    private static List<Facts> all() {
        List<Facts> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            for (Change change : Change.values()) {
                for (Time time : Time.values()) {
                    for (Wording wording : Wording.values()) {
                        for (int bits = 0; bits < 64; bits++) {
                            Facts facts = new Facts(
                                    outcome,
                                    (bits & 1) != 0,
                                    (bits & 2) != 0,
                                    (bits & 4) != 0,
                                    (bits & 8) != 0,
                                    (bits & 16) != 0,
                                    (bits & 32) != 0,
                                    change,
                                    time,
                                    wording);
                            if (facts.isPossible() && (facts.signed() || isPlain(facts))) {
                                all.add(facts);
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    /** Without a signature nothing else is known of one. */
    private static boolean isPlain(Facts facts) {
        return !facts.seal()
                && !facts.archived()
                && !facts.others()
                && !facts.rehearsal()
                && facts.time() == Time.QUALIFIED
                && facts.wording() == Wording.NOT_COMPARED;
    }

    private static Verdict verdict(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        if (facts.change() == Change.ALTERED) {
            Notice change = facts.is(Outcome.INVALID)
                    ? Notice.error("verification.change.page-content", Place.NOWHERE, "Danach", 2)
                    : Notice.warning("verification.change.page-content", Place.NOWHERE, "Danach", 2);
            findings.add(new Finding(change, ""));
        } else if (facts.change() == Change.ALLOWED) {
            findings.add(new Finding(
                    Notice.note("verification.allowed.field-filled", Place.NOWHERE, "Danach", "Ort", "Torgau"), ""));
        }
        if (facts.wording() == Wording.DIFFERENT) {
            findings.add(new Finding(Notice.error("verification.document.other-text", Place.NOWHERE), ""));
        }
        if (facts.is(Outcome.INVALID) && !facts.intact()) {
            findings.add(new Finding(Notice.error("verification.subindication.hash-failure", Place.NOWHERE, "A"), "a"));
        }
        if (facts.is(Outcome.UNDECIDED)) {
            findings.add(
                    new Finding(Notice.warning("verification.signature.qualification-open", Place.NOWHERE, "A"), "a"));
        }
        Examination examination = examination(facts, findings);
        return switch (facts.outcome()) {
            case VALID -> new Verdict.Valid(examination);
            case UNDECIDED -> new Verdict.Undecided(examination);
            case INVALID -> new Verdict.Invalid(examination);
        };
    }

    private static Examination examination(Facts facts, List<Finding> findings) {
        List<SignatureFacts> signatures = !facts.signed()
                ? List.of()
                : facts.others()
                        ? List.of(signature(facts, false), signature(facts, true))
                        : List.of(signature(facts, true));
        return new Examination(
                "vertrag.pdf",
                VerificationExaminations.DIGEST,
                VerificationExaminations.NOON,
                facts.rehearsal(),
                signatures,
                findings.stream()
                        .filter(Finding::isChange)
                        .map(any -> "geändert")
                        .toList(),
                findings,
                new TrustStatus(
                        facts.rehearsal() ? TrustSource.EXAMPLE : TrustSource.EU,
                        VerificationExaminations.NOON,
                        1,
                        VerificationExaminations.NOON,
                        false),
                facts.signed() ? "<etsi/>" : "",
                List.of(),
                facts.wording(),
                List.of());
    }

    private static SignatureFacts signature(Facts facts, boolean last) {
        TimestampKind kind = switch (facts.time()) {
            case QUALIFIED -> TimestampKind.QUALIFIED;
            case NOT_QUALIFIED -> TimestampKind.NOT_QUALIFIED;
            case UNKNOWN, CLAIMED -> TimestampKind.UNKNOWN;
        };
        return new SignatureFacts(
                last ? "b" : "a",
                "Eva Muster",
                "",
                "",
                "",
                "",
                facts.intact(),
                last,
                facts.intact() ? "TOTAL_PASSED" : "TOTAL_FAILED",
                "",
                facts.seal() ? Qualification.OTHER : Qualification.QES,
                facts.archived() ? Level.LTA : Level.T,
                "SHA256withECDSA",
                VerificationExaminations.NOON,
                facts.time() == Time.CLAIMED ? null : VerificationExaminations.NOON,
                VerificationExaminations.technical(
                        facts.seal() ? "QESEAL" : "QESIG",
                        VerificationExaminations.details(facts.seal(), 1).with(kind)));
    }
}

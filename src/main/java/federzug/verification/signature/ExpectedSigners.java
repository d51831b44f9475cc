package federzug.verification.signature;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.verification.Expected;
import federzug.verification.Finding;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares who signed with who was to sign: exactly the agreed persons in exactly the agreed fields. */
public final class ExpectedSigners {
    private final Expected expected;
    private final Texts texts;

    public ExpectedSigners(Expected expected, Texts texts) {
        this.expected = expected;
        this.texts = texts;
    }

    public List<Finding> findings(SignedFile file, Map<String, SignatureCheck> checks) {
        List<Finding> findings = new ArrayList<>();
        if (expected.signatories().isEmpty() && expected.open().isEmpty() && expected.prepared() == null) {
            return findings;
        }
        Set<String> signed = file.ranges().stream()
                .filter(range -> !range.timeStamp())
                .map(SignatureRange::field)
                .collect(Collectors.toSet());
        for (Expected.Signer signer : expected.signatories()) {
            String field = signer.field().name();
            if (!signed.contains(field)) {
                findings.add(
                        expected.underWay()
                                ? new Finding(Notice.warning(Finding.NOT_YET, Place.NOWHERE, describe(signer)), field)
                                : error("missing-signature", field, describe(signer)));
            } else if (checks.containsKey(field)
                    && !PersonNames.anyMatches(signer.names(), checks.get(field).names())) {
                findings.add(error("wrong-person", field, field, describe(signer), nameIn(checks, field)));
            }
            if (signer.ownField() && signed.contains(field)) {
                findings.add(new Finding(
                        Notice.note("verification.expected.own-field", Place.NOWHERE, describe(signer), field), field));
            }
        }
        Set<String> due = expected.signatories().stream()
                .map(signer -> signer.field().name())
                .collect(Collectors.toSet());
        if (!expected.seal().isEmpty()) {
            due.add(expected.seal());
            seal(signed, checks).ifPresent(findings::add);
        }
        signed.stream()
                .filter(field -> !due.contains(field))
                .sorted()
                .forEach(field -> findings.add(error("unexpected-signature", field, field, nameIn(checks, field))));
        Set<String> open = expected.open().stream().map(field -> field.name()).collect(Collectors.toSet());
        file.unsigned().stream()
                .filter(field -> !open.contains(field) && !due.contains(field))
                .forEach(field -> findings.add(error("unexpected-field", field, field)));
        return findings;
    }

    private Optional<Finding> seal(Set<String> signed, Map<String, SignatureCheck> checks) {
        String field = expected.seal();
        if (!signed.contains(field)) {
            return Optional.of(error("missing-seal", field, field));
        }
        return Optional.ofNullable(checks.get(field))
                .filter(check -> !check.isSeal())
                .map(check -> new Finding(
                        Notice.warning("verification.expected.no-seal", Place.NOWHERE, field, nameIn(checks, field)),
                        field));
    }

    private static String describe(Expected.Signer signer) {
        String name = signer.names().isEmpty()
                ? signer.field().label()
                : signer.names().get(0);
        return signer.office().isEmpty() ? name : name + " (" + signer.office() + ")";
    }

    private String nameIn(Map<String, SignatureCheck> checks, String field) {
        SignatureCheck check = checks.get(field);
        return check == null || check.name().isEmpty() ? texts.text("verification.report.unnamed") : check.name();
    }

    private static Finding error(String what, String field, Object... arguments) {
        return new Finding(Notice.error("verification.expected." + what, Place.NOWHERE, arguments), field);
    }
}

package federzug.agreement;

import federzug.notice.Place;
import java.util.List;
import java.util.stream.Collectors;

/** A matter in which another person signs in a person's place. */
final class Replacement {
    private Replacement() {}

    static Matter in(Matter matter, String agreement, String person, Matters.By by) {
        Person deputy = matter.person(by.person())
                .orElseThrow(() -> refused(
                        "agreement.replacement.unknown",
                        by.person(),
                        matter.persons().stream().map(Person::key).collect(Collectors.joining(", "))));
        List<Agreement> agreements = matter.agreements().stream()
                .map(one -> one.key().equals(agreement) ? replaced(one, person, deputy, by) : one)
                .toList();
        return CanonicalForm.addedTo(matter.withAgreements(agreements));
    }

    private static Agreement replaced(Agreement agreement, String person, Person deputy, Matters.By by) {
        boolean signs = agreement.signatories().stream()
                .anyMatch(signatory -> signatory.person().key().equals(deputy.key()));
        if (signs) {
            throw refused("agreement.replacement.signs-already", deputy.nameWithTitle(), agreement.key());
        }
        List<Signatory> signatories = agreement.signatories().stream()
                .map(one -> one.person().key().equals(person)
                        ? new Signatory(deputy, one.step(), by.device(), "", one.deadline())
                        : one)
                .toList();
        return new Agreement(
                agreement.key(),
                agreement.template(),
                agreement.municipalities(),
                signatories,
                agreement.annexes(),
                agreement.clauses());
    }

    private static AgreementException refused(String code, Object... arguments) {
        return AgreementException.refused(code, Place.NOWHERE, arguments);
    }
}

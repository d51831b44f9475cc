package federzug.agreement;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One occasion (Vorgang): agreements with their signatories, and at most one press release. References between the
 * parts are resolved: an agreement holds its municipalities and persons, not their keys.
 *
 * @param id {@code kennung}, the identity of the matter, {@code [a-z0-9-]+}
 * @param rehearsal {@code probe: true} in the data; a matter may also be made a rehearsal by its devices
 * @param begin wall-clock time in the configured zone
 * @param fileReferences {@code aktenzeichen} per house, in the order written
 * @param policeDirectorate {@code polizei.direktion}, for example {@code Zwickau}
 * @param mailboxes the mailbox register of this matter, the shared register included
 * @param town {@code ort}: where the parties meet or the agreement is concluded; may be empty
 * @param group {@code verbund}: the name under which several municipalities act together; may be empty
 * @param guests {@code gaeste}: who takes part without signing, by rank
 * @param entities who is bound by a house ({@code polizei}, {@code lpr}); only what the data say
 */
public record Matter(
        String id,
        boolean rehearsal,
        LocalDate date,
        @Nullable LocalTime begin,
        Form form,
        Map<String, String> fileReferences,
        List<Municipality> municipalities,
        List<Person> persons,
        String policeDirectorate,
        List<Agreement> agreements,
        @Nullable PressRelease release,
        List<Mailbox> mailboxes,
        Source source,
        String town,
        String group,
        List<Guest> guests,
        Map<String, LegalEntity> entities) {
    /** {@code form}: how the parties meet. */
    public enum Form {
        VIRTUELL,
        VOR_ORT
    }

    public Matter {
        fileReferences = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fileReferences));
        municipalities = List.copyOf(municipalities);
        persons = List.copyOf(persons);
        agreements = List.copyOf(agreements);
        mailboxes = List.copyOf(mailboxes);
        guests = List.copyOf(guests);
        entities = Map.copyOf(entities);
    }

    public Optional<Person> person(String key) {
        return Stream.concat(persons.stream(), guests.stream().map(Guest::person))
                .filter(person -> person.key().equals(key))
                .findFirst();
    }

    public Optional<Agreement> agreement(String key) {
        return agreements.stream()
                .filter(agreement -> agreement.key().equals(key))
                .findFirst();
    }

    /** Guests who sign none of the agreements: whoever signs is no guest, wherever it is written. */
    public List<Guest> guestsWhoSignNothing() {
        return guests.stream()
                .filter(guest -> agreements.stream()
                        .flatMap(agreement -> agreement.signatories().stream())
                        .noneMatch(
                                one -> one.person().key().equals(guest.person().key())))
                .toList();
    }

    Matter withAgreements(List<Agreement> changed) {
        return with(changed, mailboxes, source);
    }

    Matter withMailboxes(List<Mailbox> changed) {
        return with(agreements, changed, source);
    }

    /** The same matter, written elsewhere. */
    public Matter withSource(Source other) {
        return with(agreements, mailboxes, other);
    }

    /** The same matter with other words of its release. */
    /** The same occasion with its release in the second wording: nobody signs, as far as that is concerned. */
    public Matter inSecondWording() {
        return with(
                List.of(),
                mailboxes,
                source,
                Objects.requireNonNull(release, "no release").inSecondWording());
    }

    public Matter withRelease(PressRelease other) {
        return with(agreements, mailboxes, source, other);
    }

    private Matter with(List<Agreement> newAgreements, List<Mailbox> newMailboxes, Source newSource) {
        return with(newAgreements, newMailboxes, newSource, release);
    }

    private Matter with(
            List<Agreement> newAgreements,
            List<Mailbox> newMailboxes,
            Source newSource,
            @Nullable PressRelease newRelease) {
        return new Matter(
                id,
                rehearsal,
                date,
                begin,
                form,
                fileReferences,
                municipalities,
                persons,
                policeDirectorate,
                newAgreements,
                newRelease,
                newMailboxes,
                newSource,
                town,
                group,
                guests,
                entities);
    }
}

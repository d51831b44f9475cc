package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.document.Digest;
import federzug.drafting.NegotiatedWording;
import federzug.notice.NoticedException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Knows what of the data an agreement's text shows, and who signs it. Only that is frozen by a signature; it is found by
 * filling the template, not by a list of names.
 */
@Component
class AgreedText {
    private final NegotiatedWording wording;
    private final Matters matters;

    AgreedText(NegotiatedWording wording, Matters matters) {
        this.wording = wording;
        this.matters = matters;
    }

    /** Whether the same persons sign the same texts. */
    boolean isSame(Matter before, Matter after) {
        List<String> keys = before.agreements().stream().map(Agreement::key).toList();
        return keys.equals(after.agreements().stream().map(Agreement::key).toList())
                && keys.stream().allMatch(agreement -> isSame(before, after, agreement));
    }

    /** Whether the same persons sign the same text of one agreement; also if neither has it. */
    boolean isSame(Matter before, Matter after, String agreement) {
        Optional<Agreement> older = before.agreement(agreement);
        Optional<Agreement> newer = after.agreement(agreement);
        if (older.isEmpty() || newer.isEmpty()) {
            return older.isEmpty() && newer.isEmpty();
        }
        return before.rehearsal() == after.rehearsal()
                && who(older.get()).equals(who(newer.get()))
                && isSame(before, older.get(), after, newer.get());
    }

    private boolean isSame(Matter before, Agreement agreement, Matter after, Agreement newer) {
        Optional<Digest> one = text(before, agreement);
        return one.isPresent() && one.equals(text(after, newer));
    }

    private Optional<Digest> text(Matter matter, Agreement agreement) {
        try {
            return Optional.of(wording.template(matter, agreement).content().digest());
        } catch (NoticedException e) {
            return Optional.empty(); // reported when it is filled to be used
        }
    }

    /**
     * Whether the document of a signing is what these data would give; also if only the template is another one since: new
     * data that say the same do not bring it in.
     */
    boolean isTextOf(Ceremony ceremony, Matter matter, Agreement agreement) {
        List<String> signing = ceremony.turns().stream().map(AgreedText::who).toList();
        return signing.equals(who(agreement))
                && (isDraftOf(ceremony, matter, agreement) || isSameAsItsData(ceremony, matter));
    }

    private boolean isSameAsItsData(Ceremony ceremony, Matter matter) {
        return matters.readableVersions(matter.id()).stream()
                .filter(stored -> stored.version() == ceremony.basis().matterVersion())
                .anyMatch(stored -> isSame(stored.matter(), matter, ceremony.agreement()));
    }

    private boolean isDraftOf(Ceremony ceremony, Matter matter, Agreement agreement) {
        try {
            return wording.draft(matter, agreement)
                    .content()
                    .digest()
                    .equals(ceremony.basis().draft());
        } catch (NoticedException e) {
            return false;
        }
    }

    private static List<String> who(Agreement agreement) {
        return agreement.signatories().stream().map(AgreedText::who).toList();
    }

    private static String who(Signatory signatory) {
        Person person = signatory.person();
        return String.join(
                "\n", String.valueOf(signatory.step()), person.key(), person.nameWithTitle(), person.officeInFull());
    }

    private static String who(Turn turn) {
        return String.join("\n", String.valueOf(turn.step()), turn.person(), turn.name(), turn.office());
    }
}

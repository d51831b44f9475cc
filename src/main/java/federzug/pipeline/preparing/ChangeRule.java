package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.DataChange;
import federzug.pipeline.RunRequest.Consent;
import federzug.pipeline.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Decides which data may change. What an agreement's text shows, and who signs it, is frozen by its first signature and
 * before it needs a person's consent, since documents are made again. Everything else stays open.
 */
@Component
class ChangeRule {
    /** Never in an agreement's text: what a refusal need not name. */
    private static final Pattern OPEN =
            Pattern.compile("(medieninformation|empfaenger)\\b.*|.*\\.(mail|geraet|ersatzweg|frist|neues_feld)");

    /** Whether a field may change after the first signature. */
    static boolean staysOpen(String path) {
        return OPEN.matcher(path).matches();
    }

    private final Matters matters;
    private final Ceremonies ceremonies;
    private final AgreedText text;

    ChangeRule(Matters matters, Ceremonies ceremonies, AgreedText text) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.text = text;
    }

    /**
     * The signings of a matter that was read.
     *
     * @param notices receives why they cannot be read
     */
    Optional<List<Ceremony>> begun(Matter matter, List<Notice> notices) {
        if (matters.isForgotten(matter.id())) {
            notices.add(
                    Notice.error("agreement.matter.forgotten", matter.source().place("kennung"), matter.id()));
            return Optional.empty();
        }
        Unreadable.Read<List<Ceremony>> read = Unreadable.read(matter.id(), () -> ceremonies.ofMatter(matter.id()));
        if (read instanceof Unreadable.Bad<List<Ceremony>> bad) {
            bad.notices().stream().filter(notice -> !notices.contains(notice)).forEach(notices::add);
            return Optional.empty();
        }
        return Optional.of(((Unreadable.Good<List<Ceremony>>) read).value());
    }

    /**
     * What a person has to confirm before these data count; empty if nothing is prepared yet, or if no document would be
     * another one.
     *
     * @param notices receives why a change is not possible any more
     */
    Optional<DataChange> change(Matter matter, List<Notice> notices) {
        Optional<List<Ceremony>> readable = begun(matter, notices);
        if (readable.isEmpty()) {
            return Optional.empty();
        }
        List<Ceremony> begun = readable.get();
        List<Difference> differences = begun.isEmpty() ? List.of() : matters.differences(matter);
        if (differences.isEmpty() || staysSame(matter)) {
            return Optional.empty();
        }
        List<Ceremony> signed = begun.stream().filter(Ceremony::anybodySigned).toList();
        if (!signed.isEmpty() && !keepsTexts(matter, signed)) {
            List<Difference> frozen =
                    differences.stream().filter(each -> !staysOpen(each.path())).toList();
            notices.add(refusal("pipeline.change.signed", matter, frozen.isEmpty() ? differences : frozen));
            return Optional.empty();
        }
        Optional<Notice> atWork = begun.stream()
                .filter(one -> !keepsTexts(matter, List.of(one)))
                .flatMap(one -> signingNow(one, place(matter)).stream())
                .findFirst();
        if (atWork.isPresent()) {
            notices.add(atWork.get());
            return Optional.empty();
        }
        return Optional.of(new DataChange(matter.id(), differences));
    }

    /**
     * The signings nobody has signed under whose text these data or a draft change.
     *
     * @param begun the signings of the matter
     */
    List<Ceremony> outdated(Matter matter, List<Ceremony> begun, boolean byDraft) {
        return begun.stream()
                .filter(one -> !one.anybodySigned() && (byDraft || !keepsTexts(matter, List.of(one))))
                .toList();
    }

    /** Why the text of a signing stays for now although nobody has signed: a signature under it is begun. */
    static Optional<Notice> signingNow(Ceremony ceremony, Place place) {
        return ceremony.holder()
                .filter(turn -> turn.state() == TurnState.SIGNING)
                .map(turn -> Notice.error("pipeline.change.begun", place, ceremony.agreement(), turn.name()));
    }

    private boolean staysSame(Matter matter) {
        return inForce(matter).filter(known -> text.isSame(known, matter)).isPresent();
    }

    /** Of several agreements in one matter each is frozen by its own first signature. */
    private boolean keepsTexts(Matter matter, List<Ceremony> signed) {
        return inForce(matter)
                .filter(known -> signed.stream().allMatch(one -> text.isSame(known, matter, one.agreement())))
                .isPresent();
    }

    private Optional<Matter> inForce(Matter matter) {
        return Unreadable.passingOver(matter.id(), () -> matters.find(matter.id()))
                .flatMap(known -> known)
                .map(StoredMatter::matter);
    }

    /**
     * A real matter that has been signed never becomes a rehearsal, nor the other way round.
     *
     * @param problems receives why not
     */
    boolean keepsRehearsal(Matter matter, boolean rehearsal, List<Notice> problems) {
        boolean other = ceremonies.ofMatter(matter.id()).stream()
                .anyMatch(ceremony -> ceremony.anybodySigned() && ceremony.rehearsal() != rehearsal);
        if (other) {
            problems.add(Notice.error("pipeline.change.rehearsal", place(matter), matter.id()));
        }
        return !other;
    }

    /**
     * @param problems receives why not
     */
    boolean allows(Matter matter, Consent consent, List<Notice> problems) {
        int before = problems.size();
        Optional<DataChange> change = change(matter, problems);
        if (change.isPresent() && !consent.covers(change.get())) {
            problems.add(
                    refusal("pipeline.change.unconfirmed", matter, change.get().differences()));
        }
        return problems.size() == before;
    }

    private static Notice refusal(String code, Matter matter, List<Difference> differences) {
        String changes = differences.stream()
                .map(each -> Texts.german()
                        .text("pipeline.change.one", Place.counted(each.path()), each.before(), each.after()))
                .collect(Collectors.joining("; "));
        return Notice.error(code, place(matter), matter.id(), changes);
    }

    private static Place place(Matter matter) {
        return Place.file(String.valueOf(matter.source().file().getFileName()));
    }
}

package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Digest;
import federzug.drafting.Drafting;
import federzug.drafting.NegotiatedWording;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says before new data count what would be made again because of them, and what stays. */
@Component
public class DataEffects {
    private static final Set<TurnState> ASKED = Set.of(TurnState.INVITED, TurnState.OPENED, TurnState.SIGNING);

    private final Matters matters;
    private final Ceremonies ceremonies;
    private final ChangeRule rule;
    private final AgreedText text;
    private final NegotiatedWording wording;
    private final Drafting drafting;

    DataEffects(
            Matters matters,
            Ceremonies ceremonies,
            ChangeRule rule,
            AgreedText text,
            NegotiatedWording wording,
            Drafting drafting) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.rule = rule;
        this.text = text;
        this.wording = wording;
        this.drafting = drafting;
    }

    /**
     * @param differences of the data, in their order
     * @param again what is made again, or does not count any more
     * @param stays what is not touched
     * @param refused why the data cannot be accepted
     */
    public record Effects(List<Difference> differences, List<Notice> again, List<Notice> stays, List<Notice> refused) {
        public Effects {
            differences = List.copyOf(differences);
            again = List.copyOf(again);
            stays = List.copyOf(stays);
            refused = List.copyOf(refused);
        }
    }

    /** Whether a field may still change after the first signature, because no agreement's text shows it. */
    public static boolean staysOpen(String path) {
        return ChangeRule.staysOpen(path);
    }

    /** What these data would do to a matter that was accepted before. */
    public Effects of(Matter after) {
        List<Difference> differences = matters.differences(after);
        List<Notice> refused = new ArrayList<>();
        rule.change(after, refused);
        List<Notice> again = new ArrayList<>();
        List<Notice> stays = new ArrayList<>();
        List<Ceremony> begun = ceremonies.ofMatter(after.id());
        for (Agreement agreement : after.agreements()) {
            begun.stream()
                    .filter(ceremony -> ceremony.agreement().equals(agreement.key()))
                    .findFirst()
                    .ifPresentOrElse(
                            ceremony -> agreement(after, agreement, ceremony, again, stays, refused),
                            () -> again.add(note("pipeline.effect.agreement-added", agreement.key())));
        }
        begun.stream()
                .filter(ceremony -> after.agreement(ceremony.agreement()).isEmpty() && ceremony.isOpen())
                .forEach(ceremony -> again.add(note("pipeline.effect.agreement-dropped", ceremony.agreement())));
        matters.find(after.id()).ifPresent(known -> release(known.matter(), after, again, stays));
        return new Effects(differences, again, stays, refused);
    }

    private void agreement(
            Matter after,
            Agreement agreement,
            Ceremony ceremony,
            List<Notice> again,
            List<Notice> stays,
            List<Notice> refused) {
        if (ceremony.anybodySigned() || text.isTextOf(ceremony, after, agreement)) {
            stays.add(note("pipeline.effect.agreement-stays", agreement.key()));
            return;
        }
        again.add(note("pipeline.effect.agreement-again", agreement.key()));
        ceremony.turns().stream()
                .filter(turn -> ASKED.contains(turn.state()))
                .map(Turn::name)
                .forEach(name -> again.add(note("pipeline.effect.invitation-void", name)));
        boolean negotiated = !wording.reason(
                        ceremony.matter(),
                        ceremony.agreement(),
                        ceremony.basis().draft())
                .isEmpty();
        if (negotiated) {
            refused.addAll(stale(after, agreement));
        }
    }

    private List<Notice> stale(Matter after, Agreement agreement) {
        try {
            wording.draft(after, agreement);
            return List.of();
        } catch (NoticedException e) {
            return e.notices();
        }
    }

    private void release(Matter before, Matter after, List<Notice> again, List<Notice> stays) {
        PressRelease old = before.release();
        PressRelease now = after.release();
        if (old == null || now == null) {
            if (now != null) {
                again.add(note("pipeline.effect.release-added"));
            } else if (old != null) {
                again.add(note("pipeline.effect.release-dropped"));
            }
            return;
        }
        boolean same = digest(before).equals(digest(after)) && digest(after).isPresent();
        (same ? stays : again).add(note(same ? "pipeline.effect.release-stays" : "pipeline.effect.release-again"));
        Set<String> words = now.quotes().stream().map(DataEffects::words).collect(Collectors.toSet());
        for (Quote quote : old.quotes()) {
            boolean kept = words.contains(words(quote));
            String name = quote.person().nameWithTitle();
            if (quote.approval() != null) {
                (kept ? stays : again)
                        .add(note(kept ? "pipeline.effect.approval-stays" : "pipeline.effect.approval-void", name));
            }
        }
    }

    private static String words(Quote quote) {
        return quote.person().key() + "\n" + quote.text();
    }

    private Optional<Digest> digest(Matter matter) {
        try {
            return Optional.of(drafting.fillRelease(matter).content().digest());
        } catch (NoticedException e) {
            return Optional.empty();
        }
    }

    private static Notice note(String code, Object... arguments) {
        return Notice.note(code, Place.NOWHERE, arguments);
    }
}

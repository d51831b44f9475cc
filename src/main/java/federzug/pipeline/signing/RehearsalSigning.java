package federzug.pipeline.signing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.pipeline.Progress;
import federzug.pipeline.preparing.RehearsalDevices;
import federzug.signing.Devices;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signs rehearsals automatically, with example keys. A qualified signature needs its holder's sole control. */
@Component
public class RehearsalSigning {
    private final Ceremonies ceremonies;
    private final SignatureSteps steps;
    private final Devices devices;
    private final RehearsalDevices rehearsal;

    RehearsalSigning(Ceremonies ceremonies, SignatureSteps steps, Devices devices, RehearsalDevices rehearsal) {
        this.ceremonies = ceremonies;
        this.steps = steps;
        this.devices = devices;
        this.rehearsal = rehearsal;
    }

    /** Signs every turn that has an example key, in order; does nothing for a real matter. */
    public void signAll(Acting acting, StoredMatter stored, Progress progress) {
        if (!stored.rehearsal()) {
            return;
        }
        for (Ceremony opened : ceremonies.ofMatter(stored.matter().id())) {
            try (UnlockedDevices unlocked = new UnlockedDevices(devices)) {
                // A wrong PIN of the third signatory is reported before the first has signed.
                opened.turns().stream()
                        .filter(turn -> opened.isOpen() && !turn.state().equals(TurnState.SIGNED))
                        .flatMap(turn -> byItself(stored, turn).stream())
                        .forEach(unlocked::unlock);
                Ceremony ceremony = opened;
                Optional<Turn> next = nextByItself(stored, ceremony);
                while (next.isPresent()) {
                    Turn turn = next.get();
                    SigningDesk.working(stored, ceremony, turn.person(), progress);
                    try (UnlockedDevices.Lent device =
                            unlocked.lend(byItself(stored, turn).orElseThrow())) {
                        ceremony = steps.sign(acting, stored, ceremony, turn.person(), device.device(), progress);
                    }
                    next = nextByItself(stored, ceremony);
                }
            }
        }
    }

    private Optional<Turn> nextByItself(StoredMatter stored, Ceremony ceremony) {
        return ceremony.due().stream()
                .filter(turn -> turn.state() != TurnState.DEFERRED)
                .filter(turn -> byItself(stored, turn).isPresent())
                .findFirst();
    }

    private Optional<String> byItself(StoredMatter stored, Turn turn) {
        return rehearsal.byItself(stored, turn.person(), turn.device());
    }
}

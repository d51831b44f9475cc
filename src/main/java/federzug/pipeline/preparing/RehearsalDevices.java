package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.signing.Devices;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Lets the house's own people rehearse: where the data say {@code probe: true}, each signs with a demo key in their own
 * name instead of the card or service they will use on the day. A copy that is to come back is still waited for.
 */
@Component
public class RehearsalDevices {
    private static final String DEMO = "demo-";

    private final Devices devices;

    RehearsalDevices(Devices devices) {
        this.devices = devices;
    }

    /** Makes the keys that a matter's devices name, before anybody asks for them. */
    public void require(Matter matter) {
        if (matter.rehearsal()) {
            for (Agreement agreement : matter.agreements()) {
                for (Signatory signatory : agreement.signatories()) {
                    String own = DEMO + signatory.person().key();
                    if (own.equals(signatory.device()) || own.equals(signatory.fallback())) {
                        made(signatory.person());
                    }
                }
            }
        }
    }

    /** The same for somebody who takes over. */
    public void require(Matter matter, String person) {
        if (matter.rehearsal()) {
            matter.person(person).ifPresent(this::made);
        }
    }

    /** The signatories as they sign: in a rehearsal of the house's own people with demo keys. */
    public List<Signatory> of(StoredMatter stored, Agreement agreement) {
        if (!stored.matter().rehearsal()) {
            return agreement.signatories();
        }
        return agreement.signatories().stream()
                .map(signatory -> mayStay(signatory) ? signatory : signatory.with(made(signatory.person())))
                .toList();
    }

    private boolean mayStay(Signatory signatory) {
        boolean own = signatory.device().equals(DEMO + signatory.person().key());
        return !own
                && (devices.facts(signatory.device()).returned()
                        || devices.facts(signatory.device()).example());
    }

    private String made(Person person) {
        return devices.forRehearsal(person.key(), person.givenName(), person.familyName());
    }
}

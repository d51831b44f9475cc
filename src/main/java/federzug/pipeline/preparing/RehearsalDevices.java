package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Lets the house's own people rehearse: where the data say {@code probe: true}, a run signs for each with a demo key in
 * their own name instead of the card or service they will use on the day. A copy that is to come back is still waited for.
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

    /**
     * The device that signs for a person by itself.
     *
     * @param person key in the data
     * @param device the one that the data name
     * @return empty where the person has to act
     */
    public Optional<String> byItself(StoredMatter stored, String person, String device) {
        boolean own = stored.matter().rehearsal();
        if (own && device.equals(DEMO + person)) {
            // A person of the same key and another name may have rehearsed meanwhile.
            require(stored.matter(), person);
        }
        DeviceFacts facts = devices.facts(device);
        if (facts.example()) {
            return Optional.of(device);
        }
        return own && !facts.returned() ? stored.matter().person(person).map(this::made) : Optional.empty();
    }

    private String made(Person person) {
        return devices.forRehearsal(person.key(), person.givenName(), person.familyName());
    }
}

package federzug.pipeline.signing;

import federzug.signing.Devices;
import federzug.signing.SigningDevice;
import java.util.HashMap;
import java.util.Map;

/**
 * The devices of one signing that need no person: each is unlocked before the first signature. A key store stays open
 * until the last one, since unlocking it costs as much as signing; a card or a service is left in between.
 */
final class UnlockedDevices implements AutoCloseable {
    private static final String KEY_STORE = "pkcs12";
    private static final Devices.Secrets NOBODY = device -> new char[0];

    private final Devices devices;
    private final Map<String, SigningDevice> open = new HashMap<>();

    UnlockedDevices(Devices devices) {
        this.devices = devices;
    }

    /** A device for one signature. */
    record Lent(SigningDevice device, boolean stays) implements AutoCloseable {
        @Override
        public void close() {
            if (!stays) {
                device.close();
            }
        }
    }

    void unlock(String name) {
        if (open.containsKey(name)) {
            return;
        }
        SigningDevice device = devices.open(name, NOBODY);
        if (KEY_STORE.equals(devices.kind(name))) {
            open.put(name, device);
        } else {
            device.close();
        }
    }

    Lent lend(String name) {
        SigningDevice kept = open.get(name);
        return kept == null ? new Lent(devices.open(name, NOBODY), false) : new Lent(kept, true);
    }

    @Override
    public void close() {
        open.values().forEach(SigningDevice::close);
    }
}

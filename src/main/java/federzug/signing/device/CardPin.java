package federzug.signing.device;

import federzug.signing.Devices;
import federzug.signing.SigningSettings;
import federzug.signing.card.Card;
import java.util.Optional;

/** A card's PIN from where the settings say, else from a person. */
record CardPin(String device, SigningSettings.Device settings, PinSource pins, Devices.Secrets secrets)
        implements Card.PinSource {
    @Override
    public char[] get() {
        Optional<char[]> found = pins.find(device, settings);
        return found.orElseGet(() -> secrets.ask(device));
    }

    @Override
    public boolean automatic() {
        return settings.pinEnv() != null || settings.pinFile() != null;
    }
}

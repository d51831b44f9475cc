package federzug.pipeline.signing;

import federzug.notice.Notice;
import federzug.pipeline.signing.SigningDesk.PinPrompt;
import federzug.signing.Devices;

/** A door's questions to a person, as a device asks them. */
record PromptedSecrets(PinPrompt prompt) implements Devices.Secrets {
    @Override
    public char[] ask(String device) {
        return prompt.ask(device);
    }

    @Override
    public char[] ask(Notice question) {
        return prompt.ask(question);
    }

    @Override
    public void tell(Notice what) {
        prompt.tell(what);
    }
}

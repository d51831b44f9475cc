package federzug.pipeline.signing;

import federzug.notice.Notice;
import federzug.pipeline.signing.SigningDesk.PinPrompt;
import federzug.signing.Devices;

/** Adapts a door's questions to those of a signing device. */
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

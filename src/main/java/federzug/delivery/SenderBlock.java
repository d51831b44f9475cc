package federzug.delivery;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.notice.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says at the end of a mail who sends it: the house's own lines, else a name of the settings or of the matter. */
final class SenderBlock {
    private final DeliverySettings settings;
    private final Texts texts;

    SenderBlock(DeliverySettings settings, Texts texts) {
        this.settings = settings;
        this.texts = texts;
    }

    /** {@code sender.signature}, line by line; empty if there is none. */
    List<String> lines() {
        return settings.sender()
                .signature()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Whom to name as the sender in a sentence. */
    String name(Matter matter) {
        boolean named = !settings.senderName().equals(DeliverySettings.PROGRAM);
        PressRelease release = matter.release();
        return named || release == null
                ? settings.senderName()
                : release.contact().name();
    }

    /** @param matter null: the mail belongs to none */
    List<String> closing(@Nullable Matter matter) {
        List<String> closing = new ArrayList<>();
        closing.add(texts.text("delivery.letter.closing"));
        List<String> own = lines();
        if (!own.isEmpty()) {
            closing.addAll(own);
        } else if (!settings.senderName().equals(DeliverySettings.PROGRAM)) {
            closing.add(settings.senderName());
        } else if (matter != null && matter.release() != null) {
            PressRelease.Contact contact = matter.release().contact();
            closing.add(contact.name());
            if (!contact.telephone().isEmpty()) {
                closing.add(texts.text("delivery.letter.telephone", contact.telephone()));
            }
        }
        if (!settings.contact().isEmpty()) {
            closing.add(texts.text("delivery.letter.contact", settings.contact()));
        }
        return closing;
    }
}

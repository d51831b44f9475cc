package federzug.pipeline;

import federzug.delivery.MailState;
import federzug.delivery.Posted;
import federzug.notice.Notice;
import federzug.notice.Place;

/** Tells what became of a mail. */
final class Sending {
    private Sending() {}

    static void tell(Posted posted, Place place, Progress progress) {
        posted.notices().forEach(progress::changed);
        if (!posted.changed()) {
            return;
        }
        if (posted.mail().state() == MailState.ACCEPTED) {
            progress.changed(Notice.note(
                    "pipeline.send.done",
                    place,
                    posted.mail().recipient(),
                    posted.mail().file()));
        } else if (posted.mail().reason() != null) {
            progress.changed(posted.mail().reason());
        }
    }
}

package federzug.rendering;

import federzug.document.MailText;

final class MailTexts {
    private MailTexts() {}

    static MailText of(Manuscript manuscript) {
        return new MailText("", "");
    }
}

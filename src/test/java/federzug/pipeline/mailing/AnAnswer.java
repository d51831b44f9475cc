package federzug.pipeline.mailing;

import federzug.delivery.IncomingMail;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer to a question by mail. */
final class AnAnswer {
    private AnAnswer() {}

    static IncomingMail with(String text) {
        return new IncomingMail(
                Digest.of(text.getBytes(StandardCharsets.UTF_8)),
                "antwort.eml",
                "<1@crimmitschau.example>",
                "ob@crimmitschau.example",
                List.of("presse@lpr.example"),
                "AW: Bitte freigeben",
                false,
                text,
                IncomingMail.Aside.NONE,
                List.of(),
                null,
                List.of(),
                List.of());
    }
}

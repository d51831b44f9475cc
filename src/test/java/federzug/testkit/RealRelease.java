package federzug.testkit;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the data of a press release that is no rehearsal, for Monday, 23 November 2026. */
public final class RealRelease {
    private RealRelease() {}

    /** Two persons are quoted, nothing is approved; it may go from that time until 18:00. */
    public static Matter matter(String id, String from) {
        Matter plain = AMatter.like(AMatter.crimmitschau())
                .id(id)
                .rehearsal(false)
                .agreements()
                .release(release -> timed(release, from, null, "2026-11-23T18:00"))
                .build();
        return unapproved(plain);
    }

    /** Only those are quoted who have an address; nothing is approved. */
    public static Matter unapproved(Matter matter) {
        return AMatter.like(matter)
                .release(release -> release.withQuotes(release.quotes().stream()
                        .filter(quote -> !quote.person().mail().isEmpty())
                        .map(quote -> new PressRelease.Quote(quote.person(), quote.text(), null))
                        .toList()))
                .build();
    }

    /** Settings that send mail to this server. */
    public static List<String> mailServer(MailSink sink) {
        return List.of(
                "--federzug.delivery.sender-address=presse@lpr.example",
                "--federzug.delivery.smtp.host=127.0.0.1",
                "--federzug.delivery.smtp.port=" + sink.port(),
                "--federzug.delivery.smtp.tls=opportunistic");
    }

    public static PressRelease timed(
            PressRelease old, @Nullable String from, @Nullable String embargo, @Nullable String latest) {
        return ARelease.like(old)
                .sendFrom(at(from))
                .embargo(at(embargo))
                .latest(at(latest))
                .build();
    }

    public static PressRelease worded(PressRelease old, String headline, List<PressRelease.Quote> quotes) {
        return ARelease.like(old).headline(headline).quotes(quotes).build();
    }

    private static @Nullable LocalDateTime at(@Nullable String text) {
        return text == null ? null : LocalDateTime.parse(text);
    }
}

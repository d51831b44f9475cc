package federzug.web.press;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.PressDesk;
import federzug.testkit.AMatter;
import federzug.testkit.MailAsText;
import federzug.testkit.MailSink;
import federzug.testkit.WebServed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Served pages with a mail server, and releases in earnest on Monday, 23 November 2026, 10:14. */
public final class AServedRelease implements AutoCloseable {
    public final MailSink sink;
    public final WebServed served;
    private final Path folder;

    public AServedRelease(Path folder, String... settings) throws IOException {
        this.folder = folder;
        sink = new MailSink();
        List<String> all = new ArrayList<>(List.of(
                "--federzug.delivery.sender-address=presse@lpr.example",
                "--federzug.delivery.smtp.host=127.0.0.1",
                "--federzug.delivery.smtp.port=" + sink.port(),
                "--federzug.delivery.smtp.tls=opportunistic"));
        all.addAll(List.of(settings));
        served = new WebServed(folder, all.toArray(String[]::new));
    }

    /** Two persons are quoted, nothing is approved, and it may go at 10:00. */
    public Matter matter(String id) {
        Matter plain = AMatter.like(AMatter.crimmitschau())
                .id(id)
                .rehearsal(false)
                .agreements()
                .release(release -> timed(release, "2026-11-23T10:00", null, "2026-11-23T18:00"))
                .build();
        return AMatter.like(plain)
                .release(release -> release.withQuotes(release.quotes().stream()
                        .filter(quote -> !quote.person().mail().isEmpty())
                        .map(quote -> new PressRelease.Quote(quote.person(), quote.text(), null))
                        .toList()))
                .build();
    }

    public Matter prepared(String id) {
        return prepared(matter(id), release -> release);
    }

    /** Takes the data in and makes the documents. */
    public Matter prepared(Matter old, UnaryOperator<PressRelease> change) {
        Matter matter = AMatter.like(old).release(change).build();
        StoredMatter stored = served.the(Matters.class).accept(matter, false, folder.resolve("out"));
        served.the(PressDesk.class).prepare(stored, CheckedDrafts.NONE, Progress.SILENT);
        return matter;
    }

    public static PressRelease timed(
            PressRelease old, @Nullable String from, @Nullable String embargo, @Nullable String latest) {
        return new PressRelease(
                old.template(),
                at(from),
                at(embargo),
                at(latest),
                old.headline(),
                old.contact(),
                old.quotes(),
                old.counters(),
                old.recipients(),
                old.number(),
                old.text(),
                old.outlook(),
                old.about());
    }

    public static PressRelease headed(PressRelease old, String headline) {
        return new PressRelease(
                old.template(),
                old.sendFrom(),
                old.embargo(),
                old.latest(),
                headline,
                old.contact(),
                old.quotes(),
                old.counters(),
                old.recipients(),
                old.number(),
                old.text(),
                old.outlook(),
                old.about());
    }

    private static @Nullable LocalDateTime at(@Nullable String text) {
        return text == null ? null : LocalDateTime.parse(text);
    }

    /** The mail with that number, as a person reads it. */
    public String mail(int number) {
        return MailAsText.of(sink.mails().get(number).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The newest personal link that was mailed to an address. */
    public String link(String address) {
        Pattern link = Pattern.compile("/zitat/[A-Za-z0-9_-]{43}");
        for (int i = sink.mails().size() - 1; i >= 0; i--) {
            String mail = mail(i);
            java.util.regex.Matcher found = link.matcher(mail);
            if (mail.contains(address) && found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("no link mailed to " + address);
    }

    @Override
    public void close() throws IOException {
        served.close();
        sink.close();
    }
}

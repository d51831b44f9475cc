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
import federzug.testkit.RealRelease;
import federzug.testkit.WebServed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Served pages with a mail server, and releases in earnest on Monday, 23 November 2026, 10:14. */
public final class AServedRelease implements AutoCloseable {
    public final MailSink sink;
    public final WebServed served;
    private final Path folder;

    public AServedRelease(Path folder, String... settings) throws IOException {
        this.folder = folder;
        sink = new MailSink();
        List<String> all = new ArrayList<>(RealRelease.mailServer(sink));
        all.addAll(List.of(settings));
        served = new WebServed(folder, all.toArray(String[]::new));
    }

    /** Two persons are quoted, nothing is approved, and it may go at 10:00. */
    public Matter matter(String id) {
        return RealRelease.matter(id, "2026-11-23T10:00");
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

package federzug.web;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.pipeline.signing.SignFile;
import federzug.pipeline.signing.SignFile.Done;
import federzug.pipeline.signing.SignFile.Unlocked;
import federzug.start.ServedPages;
import federzug.testkit.ForeignSigner;
import federzug.testkit.MailAsText;
import federzug.testkit.MailSink;
import federzug.testkit.RealRelease;
import federzug.testkit.WebRemoteService;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** An empty home that is served, with a mail server, a folder for what comes back, and a remote service for one person. */
final class ADay implements AutoCloseable {
    private static final String OWN_PASSWORD = "ein eigenes Kennwort für den Tag";

    final MailSink sink;
    final WebRemoteService remote;
    final WebServed served;
    final Path incoming;
    private final Path folder;

    /** @param remotely the person who signs with the remote service */
    ADay(Path folder, String remotely, String... settings) throws Exception {
        this.folder = folder;
        sink = new MailSink();
        remote = new WebRemoteService(folder, remotely);
        incoming = Files.createDirectories(folder.resolve("zurueck"));
        List<String> all = new ArrayList<>(RealRelease.mailServer(sink));
        all.addAll(remote.settings("fern"));
        all.addAll(List.of(settings));
        all.add("--federzug.delivery.rehearsal-address=probe@lpr.example");
        all.add("--federzug.delivery.inbox.watch=" + incoming);
        served = new WebServed(folder, all.toArray(String[]::new));
    }

    /** Makes the first account with the link that was printed at the first start, and logs in with it. */
    WebVisitor first() {
        String page = served.the(ServedPages.class).firstAccount().orElseThrow().getPath();
        WebVisitor first = served.visitor();
        first.submit(
                page,
                page,
                "name",
                "leitung",
                "person",
                "Kim Muster",
                "kennwort",
                OWN_PASSWORD,
                "noch-einmal",
                OWN_PASSWORD);
        first.logIn("leitung", OWN_PASSWORD);
        return first;
    }

    /** Makes an account and logs in with it; the password that was shown once is changed at once. */
    WebVisitor colleague(WebVisitor administrator, String name, String shown, Role role) {
        String page = "/verwaltung/konten/neu";
        String word = administrator
                .submit(page, page, "name", name, "person", shown, "rolle", role.name())
                .body()
                .replaceAll("(?s).*<code>([^<]+)</code>.*", "$1");
        WebVisitor colleague = served.visitor();
        colleague.logIn(name, word);
        String own = "/konto/kennwort";
        colleague.submit(own, own, "bisher", word, "neu", OWN_PASSWORD, "noch-einmal", OWN_PASSWORD);
        assertThat(colleague.logIn(name, OWN_PASSWORD).target()).isEqualTo("/");
        return colleague;
    }

    /** The newest mail with all these words, as a person reads it; it may still be on its way. */
    String mail(String... words) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> found(words));
        return found(words);
    }

    private String found(String... words) {
        List<String> all = sink.mails();
        for (int i = all.size() - 1; i >= 0; i--) {
            String mail = MailAsText.of(all.get(i).getBytes(StandardCharsets.ISO_8859_1));
            if (Arrays.stream(words).allMatch(mail::contains)) {
                return mail;
            }
        }
        throw new AssertionError("no mail with " + List.of(words) + " among " + all.size() + ": "
                + all.stream()
                        .map(mail -> MailAsText.of(mail.getBytes(StandardCharsets.ISO_8859_1)))
                        .toList());
    }

    /** Opens the personal link in the newest mail with these words, as its person does. */
    WebVisitor inside(String way, String... words) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = way;
        Matcher link = Pattern.compile(Pattern.quote(way) + "[A-Za-z0-9_-]{43}").matcher(mail(all));
        assertThat(link.find()).isTrue();
        WebVisitor person = served.visitor();
        assertThat(person.get(link.group()).status()).isEqualTo(200);
        assertThat(person.submit(link.group(), link.group()).status()).isEqualTo(302);
        return person;
    }

    /** Signed on the person's own machine: with poppler's pdfsig where that is installed. */
    byte[] signedElsewhere(byte[] pdf, String person) throws IOException {
        boolean poppler = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place ->
                        Files.isExecutable(Path.of(place, "pdfsig")) && Files.isExecutable(Path.of(place, "certutil")));
        return poppler
                ? new ForeignSigner(folder.resolve("poppler-" + person), person).sign(pdf, person)
                : signFile(pdf, person);
    }

    /** What {@code sign-file} makes of a file. */
    byte[] signFile(byte[] pdf, String person) throws IOException {
        Path desk = Files.createDirectories(folder.resolve("schreibtisch"));
        Path file = Files.write(desk.resolve(person + ".pdf"), pdf);
        SignFile signing = served.the(SignFile.class);
        String key = "pkcs12:"
                + Path.of("keystores-example", person + "-NUR-ZUM-TESTEN.p12").toAbsolutePath();
        try (Unlocked unlocked =
                signing.unlock(signing.show(file, null), key, desk, device -> "nur-zum-testen".toCharArray())) {
            Done done = unlocked.sign();
            return Files.readAllBytes(done.file());
        }
    }

    /** Waits until what a page has begun is through, and shows the page. */
    static String through(WebVisitor visitor, String page) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> !visitor.follow(page).body().contains("data-looks-again"));
        return visitor.follow(page).body();
    }

    static void until(WebVisitor visitor, String page, String words) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(visitor.get(page).body()).contains(words));
    }

    static String hidden(Answer page, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([0-9a-f]{64})\"")
                .matcher(page.body());
        assertThat(found.find()).as(name + " on " + page.body()).isTrue();
        return found.group(1);
    }

    @Override
    public void close() throws Exception {
        served.close();
        remote.close();
        sink.close();
    }
}

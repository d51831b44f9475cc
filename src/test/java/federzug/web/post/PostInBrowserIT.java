package federzug.web.post;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.ceremony.Acting;
import federzug.ceremony.ParkedCopies;
import federzug.ceremony.ParkedCopies.ParkedCopy;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.document.DocumentStore;
import federzug.pipeline.mailing.PressOffice;
import federzug.start.ServedPages;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.ManualPictures;
import federzug.testkit.WebInBrowser;
import federzug.testkit.WebInBrowser.Look;
import federzug.testkit.WebInBrowser.Seen;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.web.press.AServedRelease;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox and the returns tray with all they can show: axe and the policy find nothing, nothing rolls sideways. */
class PostInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures", "post");

    @TempDir
    Path folder;

    @Test
    void axeAndThePolicyFindNothing() throws Exception {
        Files.createDirectories(PICTURES);
        try (AServedRelease desk = new AServedRelease(folder, "--federzug.web.house=Landespräventionsrat Sachsen");
                WebInBrowser browser =
                        new WebInBrowser(desk.served.the(ServedPages.class).address(), PICTURES.toAbsolutePath())) {
            WebVisitor clerk = desk.served.visitor(Role.VORGANG, Role.PRESSE);
            Map<String, Seen> pages = new LinkedHashMap<>();
            pages(desk).forEach((name, path) -> pages.put(name, new Seen(clerk, path)));
            ManualPictures.keep(browser, pages.get("postausgang"), 1000, 900, "handbuch/bilder/postausgang.png");
            if (Boolean.getBoolean("federzug.test.pictures")) {
                pages.forEach((name, seen) -> {
                    browser.picture(seen.visitor(), seen.path(), 1280, 1600, name);
                    browser.picture(seen.visitor(), seen.path(), 320, 2600, name);
                });
            }
            assertThat(browser.findings(pages, Look.values())).isEmpty();
        }
    }

    private static Map<String, String> pages(AServedRelease desk) {
        WebServed served = desk.served;
        String id = "crimmitschau";
        desk.prepared(id);
        Deque<Fault> faults = new ArrayDeque<>(List.of(Fault.DROPS_AFTER_FINAL_DOT, Fault.REFUSES_RECIPIENT));
        desk.sink.script(() -> {
            synchronized (faults) {
                return faults.isEmpty() ? Fault.NONE : faults.poll();
            }
        });
        PressOffice office = served.the(PressOffice.class);
        Acting kim = Acting.of("Kim");
        office.approve(kim, id, List.of(PressOffice.TEXT, "raphael", "rodig"));
        office.release(kim, id, office.question(id, Set.of()).digest(), Set.of());
        served.application().clock().move(Duration.ofSeconds(61));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> office.show(id).stage().equals("SENT"));
        served.the(ParkedCopies.class)
                .park(new ParkedCopy(
                        id,
                        "crimmitschau",
                        served.the(DocumentStore.class)
                                .put("musterau-signiert.pdf", "x".getBytes(StandardCharsets.UTF_8))
                                .digest(),
                        "musterau-signiert.pdf",
                        "verification.trust.stale",
                        served.application().clock().instant()));
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("postausgang", "/postausgang");
        pages.put("postausgang-unklar", "/postausgang/" + mail(served, id, MailState.UNKNOWN));
        pages.put("postausgang-abgelehnt", "/postausgang/" + mail(served, id, MailState.REJECTED));
        pages.put("rueckgabe-wartet", "/rueckgabe");
        return pages;
    }

    private static String mail(WebServed served, String matter, MailState state) {
        return served.the(Postbox.class).mails(matter).stream()
                .filter(one -> one.state() == state)
                .map(MailStatus::id)
                .findFirst()
                .orElseThrow();
    }
}

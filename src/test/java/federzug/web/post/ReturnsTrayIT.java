package federzug.web.post;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.ceremony.Ceremony;
import federzug.ceremony.ParkedCopies;
import federzug.ceremony.ParkedCopies.ParkedCopy;
import federzug.ceremony.TurnState;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.testkit.PagesServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import federzug.web.frame.WaitingCopiesTimer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The returns tray: many files at once, and copies that wait because they could not be judged here. */
class ReturnsTrayIT extends PagesServed {
    private static final String TRAY = "/rueckgabe";

    private static WebVisitor clerk;

    @BeforeAll
    static void begin() {
        clerk = served.visitor(Role.VORGANG);
    }

    private static Digest parked(Ceremony ceremony, String name, byte[] bytes) {
        Digest digest = served.the(DocumentStore.class).put(name, bytes).digest();
        served.the(ParkedCopies.class)
                .park(new ParkedCopy(
                        ceremony.matter(),
                        ceremony.agreement(),
                        digest,
                        name,
                        "verification.trust.stale",
                        served.application().clock().instant()));
        return digest;
    }

    private static byte[] signed(Ceremony ceremony) {
        return served.application().signed(ceremony.paper(), "raphael", "demo-raphael", true);
    }

    @Test
    void saysOfEachOfManyFilesWhatBecameOfIt() throws Exception {
        Ceremony ceremony = opened("viele");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "unveraendert.pdf",
                served.the(DocumentStore.class).bytes(ceremony.paper().content().digest()));
        files.put("gut.pdf", signed(ceremony));
        files.put("scan.pdf", "%PDF-1.7 nichts".getBytes(StandardCharsets.UTF_8));
        Answer answer = clerk.upload(TRAY, TRAY, "dateien", files);
        assertThat(answer.body())
                .containsSubsequence("Noch nicht zurück", "Lutz Rodig", "ist an der Reihe", "Sven Forkert");
        assertThat(answer.body()).contains("Drei Dateien, zwei brauchen Sie").contains(">aufgenommen<");
        assertThat(now(ceremony).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(served.the(PageActs.class).latest(5))
                .anyMatch(act -> act.act().equals("copy-taken") && act.about().startsWith("viele "));
    }

    @Test
    void judgesAWaitingCopyAgainOrGivesItUp() throws Exception {
        Ceremony ceremony = opened("wartet");
        byte[] good = signed(ceremony);
        Digest bad = parked(ceremony, "<b>unlesbar</b>.pdf", "%PDF-1.7 nichts".getBytes(StandardCharsets.UTF_8));
        String body = clerk.get(TRAY).body();
        assertThat(body)
                .contains("Wartet auf eine Prüfung (1)")
                .contains("Die Vertrauenslisten waren nicht erreichbar")
                .contains("&lt;b&gt;unlesbar")
                .doesNotContain("verification.trust");
        assertThat(clerk.submit(TRAY, TRAY + "/verwerfen", "vorgang", "gibt-es-nicht", "datei", bad.hex())
                        .target())
                .isEqualTo(TRAY);
        assertThat(clerk.get(TRAY).body()).contains("Wartet auf eine Prüfung (1)");
        assertThat(served.visitor(Role.PRESSE)
                        .submit("/konto/kennwort", TRAY + "/verwerfen", "vorgang", "wartet", "datei", bad.hex())
                        .status())
                .isEqualTo(403);
        clerk.submit(TRAY, TRAY + "/verwerfen", "vorgang", "wartet", "datei", bad.hex());
        assertThat(clerk.get(TRAY).body()).doesNotContain("unlesbar");
        assertThat(served.the(PageActs.class).latest(5))
                .anyMatch(act -> act.act().equals("copy-discarded") && bad.hex().equals(act.digest()));

        parked(ceremony, "gut.pdf", good);
        Answer judged = clerk.submit(TRAY, TRAY + "/pruefen", "vorgang", "wartet");
        assertThat(judged.body()).contains(">aufgenommen<").doesNotContain("Wartet auf eine Prüfung");
        assertThat(now(ceremony).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(now(ceremony).turn("rodig").state()).as("handed on").isEqualTo(TurnState.OPENED);
    }

    /** While pages are served nobody has to press a button, and the page tells what became of each. */
    @Test
    void judgesWaitingCopiesByItself() throws Exception {
        Ceremony ceremony = opened("von-selbst");
        Ceremony other = opened("von-selbst-2");
        parked(ceremony, "gut-von-selbst.pdf", signed(ceremony));
        parked(other, "kaputt-von-selbst.pdf", "%PDF-1.7 nichts".getBytes(StandardCharsets.UTF_8));
        served.the(WaitingCopiesTimer.class).judge();
        assertThat(now(ceremony).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(now(other).turn("raphael").state()).isEqualTo(TurnState.OPENED);
        String body = clerk.get(TRAY).body();
        assertThat(body)
                .contains("gut-von-selbst.pdf", ">aufgenommen<", "kaputt-von-selbst.pdf", "nicht aufgenommen")
                .doesNotContain("Wartet auf eine Prüfung");
    }

    @Test
    void neverTakesAWaitingCopyThatIsNotValid() throws Exception {
        Ceremony ceremony = opened("ungueltig");
        byte[] broken = signed(ceremony);
        broken[broken.length / 2] ^= 1;
        parked(ceremony, "kaputt.pdf", broken);
        Answer judged = clerk.submit(TRAY, TRAY + "/pruefen", "vorgang", "ungueltig");
        assertThat(judged.body()).contains("nicht aufgenommen").doesNotContain("Wartet auf eine Prüfung");
        assertThat(now(ceremony).turn("raphael").state()).isEqualTo(TurnState.OPENED);
    }
}

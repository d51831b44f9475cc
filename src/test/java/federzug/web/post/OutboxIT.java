package federzug.web.post;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.ceremony.Acting;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.PressOffice;
import federzug.pipeline.run.Jobs;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import federzug.web.press.AServedRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox in the browser: a release to five addresses of which one is in doubt and one refuses. */
class OutboxIT {
    private static final String LIST = "/postausgang";
    private static final Deque<Fault> FAULTS = new ArrayDeque<>();

    @TempDir
    static Path folder;

    private static AServedRelease desk;
    private static WebServed served;
    private static WebVisitor clerk;

    @BeforeAll
    static void serve() throws Exception {
        desk = new AServedRelease(folder);
        served = desk.served;
        desk.sink.script(() -> {
            synchronized (FAULTS) {
                return FAULTS.isEmpty() ? Fault.NONE : FAULTS.poll();
            }
        });
        clerk = served.visitor(Role.VORGANG);
    }

    @AfterAll
    static void end() throws Exception {
        desk.close();
    }

    private static void sent(String id, Fault... faults) {
        desk.prepared(id);
        PressOffice office = served.the(PressOffice.class);
        Acting kim = Acting.of("Kim");
        office.approve(kim, id, List.of(PressOffice.TEXT, "raphael", "rodig"));
        synchronized (FAULTS) {
            FAULTS.addAll(List.of(faults));
        }
        office.release(kim, id, office.question(id, Set.of()).digest(), Set.of());
        served.application().clock().move(Duration.ofSeconds(61));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> office.show(id).stage().equals("SENT"));
    }

    private static MailStatus mail(String id, MailState state) {
        return served.the(Postbox.class).mails(id).stream()
                .filter(one -> one.state() == state)
                .findFirst()
                .orElseThrow();
    }

    private static MailState state(String matter, String mail) {
        return served.the(Postbox.class).mails(matter).stream()
                .filter(one -> one.id().equals(mail))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static String stand(String page) {
        Matcher found = Pattern.compile("name=\"stand\" value=\"([^\"]+)\"")
                .matcher(clerk.get(page).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Answer decided(String page, String stand, String what, String how, String word) {
        return clerk.submit(page, page, "stand", stand, "was", what, "wie", how, "wort", word);
    }

    @Test
    void saysInPeoplesWordsHowEachMailStands() {
        sent("liste", Fault.DROPS_AFTER_FINAL_DOT, Fault.REFUSES_RECIPIENT);
        String body = clerk.get(LIST + "?vorgang=liste").body();
        assertThat(body)
                .contains("unklar")
                .contains("Vielleicht ist sie angekommen, vielleicht nicht")
                .contains("abgelehnt")
                .contains("Übergeben (3)")
                .contains("Zwei E-Mails brauchen Sie")
                .doesNotContain("UNKNOWN")
                .doesNotContain("REJECTED")
                .doesNotContain("--resolve");
        String page = LIST + "/" + mail("liste", MailState.UNKNOWN).id();
        assertThat(clerk.get(page).body())
                .contains("Kam diese E-Mail an?")
                .contains(mail("liste", MailState.UNKNOWN)
                        .messageId()
                        .replace("<", "&lt;")
                        .replace(">", "&gt;"))
                .doesNotContain("UNKNOWN");
        assertThat(clerk.get(LIST + "?text=gibt-es-nicht").body()).contains("Keine E-Mail passt dazu");
        assertThat(clerk.get(LIST + "?text=%3Cscript%3Ealert(1)%3C/script%3E").body())
                .doesNotContain("<script>alert");
        assertThat(clerk.get(LIST + "/999999").status()).isEqualTo(404);
        assertThat(served.visitor(Role.PRUEFUNG).get(LIST).status()).isEqualTo(403);
        assertThat(served.visitor(Role.PRESSE_FREIGABE).get(page).status()).isEqualTo(403);
        assertThat(served.visitor(Role.VERWALTUNG)
                        .submit("/konto/kennwort", page, "was", "gesendet")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatCannotBeFoundOutGoesAgainAndSaysThatItMayComeTwice() {
        sent("doppelt", Fault.DROPS_AFTER_FINAL_DOT, Fault.REFUSES_RECIPIENT);
        String doubt = mail("doppelt", MailState.UNKNOWN).id();
        String page = LIST + "/" + doubt;
        assertThat(clerk.get(page).body()).contains("mit dem Hinweis „möglicherweise doppelt“");
        int mails = desk.sink.mails().size();
        assertThat(decided(page, stand(page), "unklar", "niemand erreichbar", "eintragen")
                        .target())
                .isEqualTo(LIST);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state("doppelt", doubt) == MailState.ACCEPTED);
        assertThat(desk.sink.mails()).hasSize(mails + 1);
        assertThat(desk.mail(mails))
                .contains("(möglicherweise doppelt)")
                .contains("Möglicherweise haben Sie diese E-Mail schon einmal bekommen");
        assertThat(desk.mail(mails - 1)).doesNotContain("öglicherweise");
        assertThat(served.the(PageActs.class).latest(20))
                .anyMatch(act -> act.act().equals("mail-twice"));

        // Only a doubt is answered so: here the other side has said no.
        String other = LIST + "/" + mail("doppelt", MailState.REJECTED).id();
        assertThat(clerk.get(other).body()).doesNotContain("möglicherweise doppelt");
        assertThat(decided(other, stand(other), "unklar", "geraten", "eintragen")
                        .status())
                .isEqualTo(422);
        assertThat(desk.sink.mails()).hasSize(mails + 1);
    }

    @Test
    void aDoubtIsDecidedOnceHoweverOftenTheButtonIsPressed() {
        sent("zweifel", Fault.DROPS_AFTER_FINAL_DOT, Fault.REFUSES_RECIPIENT);
        String doubt = mail("zweifel", MailState.UNKNOWN).id();
        String page = LIST + "/" + doubt;
        String stand = stand(page);
        assertThat(decided(page, stand, "noch-einmal", "Anruf", "ja").body()).contains("Das Wort „eintragen“ fehlt");
        assertThat(decided(page, stand, "", "Anruf", "eintragen").body()).contains("Es wurde nichts ausgewählt");
        assertThat(decided(page, stand, "noch-einmal", " ", "eintragen").body())
                .contains("Es fehlt, woher Sie das wissen");
        assertThat(state("zweifel", doubt)).isEqualTo(MailState.UNKNOWN);

        int mails = desk.sink.mails().size();
        assertThat(decided(page, stand, "noch-einmal", "Anruf, 11:40", " Eintragen ")
                        .target())
                .isEqualTo(LIST);
        decided(page, stand, "noch-einmal", "Anruf, 11:40", "eintragen");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state("zweifel", doubt) == MailState.ACCEPTED);
        // Back in the browser, and pressed once more.
        Answer again = decided(page, stand, "noch-einmal", "Anruf, 11:40", "eintragen");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("inzwischen etwas geschehen");
        assertThat(desk.sink.mails()).hasSize(mails + 1);
        assertThat(served.the(PageActs.class).latest(20))
                .anyMatch(act -> act.act().equals("mail-again") && act.about().contains("Anruf, 11:40"));

        String refused = mail("zweifel", MailState.REJECTED).id();
        String other = LIST + "/" + refused;
        String shown = stand(other);
        assertThat(decided(other, shown, "gesendet", "selbst gefaxt", "eintragen")
                        .target())
                .isEqualTo(LIST);
        assertThat(decided(other, shown, "gesendet", "selbst gefaxt", "eintragen")
                        .target())
                .as("the same again changes nothing")
                .isEqualTo(LIST);
        assertThat(decided(other, shown, "noch-einmal", "doch nicht", "eintragen")
                        .status())
                .isEqualTo(422);
        assertThat(state("zweifel", refused)).isEqualTo(MailState.ACCEPTED);
        assertThat(clerk.get(LIST + "?vorgang=zweifel").body()).contains("von Hand eingetragen");
        assertThat(desk.sink.mails()).hasSize(mails + 1);
    }

    @Test
    void anAddressOfAListThatHasBegunIsMendedAndGetsTheReleaseOnce() {
        sent("presseadresse", Fault.REFUSES_RECIPIENT);
        MailStatus refused = mail("presseadresse", MailState.REJECTED);
        String page = LIST + "/" + refused.id();
        WebVisitor press = served.visitor(Role.PRESSE);
        String stand = stand(page);
        assertThat(press.get(page).body()).contains("Gilt für diese Sendung", page + "/presseadresse");
        String other = mail("presseadresse", MailState.ACCEPTED).recipient();
        for (String wrong : List.of("", "kein Postfach", refused.recipient(), other)) {
            Answer answer = press.submit(page, page + "/presseadresse", "stand", stand, "adresse", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
        }
        assertThat(press.submit(page, page + "/presseadresse", "stand", stand, "adresse", other)
                        .body())
                .contains("steht schon im Verteiler");
        assertThat(served.visitor(Role.PRESSE_FREIGABE)
                        .submit("/konto/kennwort", page + "/presseadresse", "stand", stand, "adresse", "a@b.example")
                        .status())
                .isEqualTo(403);
        // What belongs to persons is mended by those who edit matters.
        assertThat(clerk.submit(page, page + "/adresse", "stand", stand, "adresse", "neu@bote.example")
                        .status())
                .isEqualTo(422);
        int mails = desk.sink.mails().size();

        assertThat(press.submit(page, page + "/presseadresse", "stand", stand, "adresse", " neu@bote.example ")
                        .target())
                .isEqualTo(LIST);
        press.settled(LIST);
        assertThat(served.the(Postbox.class).mails("presseadresse"))
                .filteredOn(mail -> mail.recipient().equals("neu@bote.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.state()).isEqualTo(MailState.ACCEPTED));
        assertThat(desk.sink.mails()).hasSize(mails + 1);
        assertThat(desk.mail(mails)).contains("neu@bote.example");
        assertThat(state("presseadresse", refused.id())).isEqualTo(MailState.WITHDRAWN);
        assertThat(press.get(page).body()).contains("Die Adresse ist berichtigt; die E-Mail geht an die neue");
        // Pressed again, and every later sending: nothing more goes.
        assertThat(press.submit(page, page + "/presseadresse", "stand", stand, "adresse", "neu@bote.example")
                        .status())
                .isEqualTo(422);
        served.the(Jobs.class).send(Acting.of("kim"), "presseadresse", Progress.SILENT);
        assertThat(desk.sink.mails()).hasSize(mails + 1);
        assertThat(served.the(PageActs.class).latest(20))
                .anyMatch(act -> act.act().equals("press-address"));
    }
}

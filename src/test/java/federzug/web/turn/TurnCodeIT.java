package federzug.web.turn;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.access.TurnCodes;
import federzug.ceremony.Ceremony;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code told by telephone stands before the document, beside the personal link. */
class TurnCodeIT {
    @TempDir
    Path folder;

    @Test
    void asksForTheCodeBeforeTheDocumentAndLimitsGuessing() throws Exception {
        try (WebServed served = new WebServed(folder)) {
            CeremonyApplication application = served.application();
            Ceremony ceremony = application.open("code", "rueckgabe");
            WebVisitor clerk = served.visitor(Role.VORGANG);
            String room = "/vorgaenge/code/unterzeichnung";
            String turn = room + "/" + ceremony.agreement() + "/raphael";
            String link = URI.create(
                            served.the(TurnLinks.class).fresh("code", ceremony.agreement(), "raphael", null, true))
                    .getPath();

            WebVisitor early = served.visitor();
            assertThat(early.submit(link, link).target()).isEqualTo("/unterzeichnen");
            Answer issued = clerk.submit(room, turn + "/code");
            String code = issued.body().replaceAll("(?s).*<code>([0-9]{4} [0-9]{4})</code>.*", "$1");
            assertThat(code).hasSize(9);
            assertThat(clerk.get(room).body()).as("shown once").doesNotContain(code);
            assertThat(served.the(TurnCodes.class)
                            .find("code", "raphael")
                            .orElseThrow()
                            .encoded())
                    .doesNotContain(code.replace(" ", ""));
            assertThat(served.the(PageActs.class).latest(20))
                    .anyMatch(act -> act.act().equals("code-issued"))
                    .noneMatch(act -> act.about().contains(code));
            assertThat(early.get("/unterzeichnen").status())
                    .as("who is in already")
                    .isEqualTo(410);
            assertThat(early.get("/unterzeichnen/dokument.pdf").status()).isEqualTo(410);

            WebVisitor person = served.visitor();
            assertThat(person.get(link).body()).contains("Code aus unserem Anruf");
            for (String wrong : new String[] {"", "1234", "0000 000x", "99999999999999999999"}) {
                Answer answer = person.submit(link, link, "code", wrong);
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.body()).contains("Der Code stimmt nicht");
            }
            assertThat(person.get("/unterzeichnen").status()).isEqualTo(410);
            assertThat(person.submit(link, link, "code", code).target()).isEqualTo("/unterzeichnen");
            assertThat(person.get("/unterzeichnen").status()).isEqualTo(200);

            WebVisitor thief = served.visitor();
            for (int i = 0; i < 5; i++) {
                thief.submit(link, link, "code", "1111111" + i);
            }
            Answer locked = thief.submit(link, link, "code", code);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.body()).contains("zu viele Versuche");
            assertThat(person.get("/unterzeichnen").status())
                    .as("who is in stays in")
                    .isEqualTo(200);
            application.clock().move(Duration.ofMinutes(16));
            assertThat(served.visitor().submit(link, link, "code", code).target())
                    .isEqualTo("/unterzeichnen");

            clerk.submit(room, turn + "/code-aufheben");
            assertThat(served.visitor().submit(link, link).target()).isEqualTo("/unterzeichnen");
            Answer nobody = clerk.submit(room, room + "/" + ceremony.agreement() + "/niemand/code");
            assertThat(nobody.status()).isEqualTo(404);
            assertThat(nobody.body())
                    .contains("unterzeichnet in diesem Vorgang nicht")
                    .doesNotContain("Es gibt keinen Vorgang");
        }
    }
}

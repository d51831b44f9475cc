package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.RemoteLogins;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.BrowserSigningDesk.Arrival;
import federzug.pipeline.signing.BrowserSigningDesk.Departure;
import federzug.pipeline.signing.BrowserSigningDesk.Refused;
import federzug.pipeline.signing.BrowserSigningDesk.Signed;
import federzug.pipeline.signing.SigningDesk.Reading;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningRemote;
import federzug.testkit.WebRemoteService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person signs in a browser that leaves for the remote service and comes back, twice. */
class BrowserSigningDeskIT {
    private static final URI BACK = URI.create("https://federzug.example/rueckkehr");

    private Path folder;
    private List<String> settings = List.of();
    private CeremonyApplication application;
    private SigningRemote remote;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        remote = new SigningRemote(Clock.systemUTC()).with("credential", WebRemoteService.holder("raphael"));
        remote.mode = "oauth2code";
        remote.tokenType = "Bearer";
        Path secret = Files.writeString(folder.resolve("zugang"), SigningRemote.CLIENT_KEY);
        Files.setPosixFilePermissions(secret, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        String service = "--federzug.signing.devices.fern.";
        this.folder = folder;
        settings = List.of(
                service + "type=csc",
                service + "service.url=" + remote.url(),
                service + "service.client-id=" + SigningRemote.CLIENT,
                service + "service.client-secret-file=" + secret);
        application = new CeremonyApplication(folder, settings);
        StoredMatter stored = application.accept(
                "fern",
                CeremonyApplication.signatory(AMatter.RAPHAEL, 1, "fern"),
                CeremonyApplication.signatory(AMatter.RODIG, 2, ""),
                CeremonyApplication.signatory(AMatter.FORKERT, 3, ""));
        application.open(stored);
    }

    @AfterEach
    void stop() {
        application.close();
        remote.close();
    }

    @Test
    void signsAfterTwoReturns() throws Exception {
        Departure login = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        Departure release = (Departure) desk().comeBack(returned(login), Progress.SILENT);
        assertThat(release.address().toString()).contains("scope=credential", "hashes=");

        Arrival arrival = desk().comeBack(returned(release), Progress.SILENT);

        assertThat(arrival).isInstanceOfSatisfying(Signed.class, signed -> {
            assertThat(signed.person()).isEqualTo("raphael");
            assertThat(signed.matter().agreements().get(0).turns())
                    .extracting(MatterStatus.TurnStatus::state)
                    .startsWith("SIGNED");
        });
        assertThat(state()).isEqualTo(TurnState.SIGNED);
    }

    @Test
    void aReturnCountsOnceAndOnlyInTime() throws Exception {
        Departure login = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        String query = returned(login);
        desk().comeBack(query, Progress.SILENT);
        assertThat(codes(desk().comeBack(query, Progress.SILENT))).containsExactly("pipeline.sign.unknown-return");
        assertThat(codes(desk().comeBack("state=fremd&code=x", Progress.SILENT)))
                .containsExactly("pipeline.sign.unknown-return");

        Departure late = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        String tooLate = returned(late);
        application.clock().move(Duration.ofMinutes(11));
        assertThat(codes(desk().comeBack(tooLate, Progress.SILENT))).containsExactly("pipeline.sign.unknown-return");
    }

    /** The browser is away while the program is killed and started again. */
    @Test
    void aReturnIsUnderstoodByAnotherProcessOnTheSameData() throws Exception {
        Departure login = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        String query = returned(login);
        restart();
        Departure release = (Departure) desk().comeBack(query, Progress.SILENT);
        String released = returned(release);
        restart();
        assertThat(desk().comeBack(released, Progress.SILENT)).isInstanceOf(Signed.class);
        assertThat(state()).isEqualTo(TurnState.SIGNED);
        assertThat(codes(desk().comeBack(released, Progress.SILENT))).containsExactly("pipeline.sign.unknown-return");
    }

    /** Killed after the return was counted: the person begins again, and nothing is signed twice. */
    @Test
    void whoComesBackIntoAKillBeginsAgain() throws Exception {
        Departure login = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        Departure release = (Departure) desk().comeBack(returned(login), Progress.SILENT);
        String released = returned(release);
        application
                .the(RemoteLogins.class)
                .take(release.state(), application.clock().instant());
        restart();
        assertThat(codes(desk().comeBack(released, Progress.SILENT))).containsExactly("pipeline.sign.unknown-return");
        assertThat(state()).isEqualTo(TurnState.SIGNING);

        signsAfterTwoReturns();
    }

    @Test
    void theDatabaseHoldsNoTokenAndNoState() throws Exception {
        Departure login = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        Departure release = (Departure) desk().comeBack(returned(login), Progress.SILENT);
        List<String> rows =
                application.the(JdbcClient.class).sql("select * from remote_login").query().listOfRows().stream()
                        .map(String::valueOf)
                        .toList();
        assertThat(rows).hasSize(1).first().asString().doesNotContain(release.state(), "raphael", "Bearer");
        assertThat(application
                        .the(RemoteLogins.class)
                        .take("falsch", application.clock().instant()))
                .isEmpty();
    }

    @Test
    void whoDeniesMayBeginAgain() throws Exception {
        Departure login = (Departure) desk().begin(Acting.of("test"), reading(), BACK);
        Departure release = (Departure) desk().comeBack(returned(login), Progress.SILENT);
        String denied = "error=access_denied&state=" + release.state();
        assertThat(codes(desk().comeBack(denied, Progress.SILENT))).containsExactly("signing.service.denied");
        assertThat(state()).isNotEqualTo(TurnState.SIGNED);

        signsAfterTwoReturns();
    }

    private void restart() {
        application.close();
        application = new CeremonyApplication(folder, settings);
    }

    private BrowserSigningDesk desk() {
        return application.the(BrowserSigningDesk.class);
    }

    private Reading reading() {
        return application.the(SigningDesk.class).show("fern", null, "raphael", null);
    }

    private TurnState state() {
        return application
                .the(Ceremonies.class)
                .find("fern", "crimmitschau")
                .orElseThrow()
                .turn("raphael")
                .state();
    }

    private static List<String> codes(Arrival arrival) {
        return ((Refused) arrival).notices().stream().map(Notice::code).toList();
    }

    /** What the browser brings back. */
    private static String returned(Departure departure) throws Exception {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(departure.address()).build(), HttpResponse.BodyHandlers.discarding());
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getRawQuery();
    }
}

package federzug.signing.device;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.signing.BrowserSigning;
import federzug.signing.Devices;
import federzug.signing.SigningDevice;
import federzug.signing.SigningException;
import federzug.signing.SigningSettings;
import federzug.testkit.ATrust;
import federzug.testkit.LocalPort;
import federzug.testkit.SigningDeviceContract;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.testkit.SigningRemote;
import federzug.trust.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A remote signing service that takes the specification at its word, over HTTP on loopback. */
class RemoteServiceIT implements SigningDeviceContract {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final SigningKeys KEYS = new SigningKeys();
    private static final Map<String, KeyPair> PAIRS = Map.of(
            "p256", SigningKeys.elliptic("secp256r1"),
            "p384", SigningKeys.elliptic("secp384r1"),
            "rsa", SigningKeys.rsa(2048));
    private static final byte[] TEXT = {4, 5, 6};
    private static final String OWN = "signing.service.own-words";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("ZUGANG", SigningRemote.CLIENT_KEY));
    private final Map<String, SigningSettings.Device> configured = new HashMap<>();
    private SigningRemote remote;
    private Person person = new Person();

    @BeforeEach
    void start() throws IOException {
        remote = new SigningRemote(CLOCK);
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    @ParameterizedTest
    @CsvSource({
        "p256, SHA256withECDSA",
        "p384, SHA384withECDSA",
        "rsa, SHA256withRSA",
        "rsa, SHA512withRSA",
        "rsa, SHA256withRSAandMGF1",
        "rsa, SHA384withRSAandMGF1"
    })
    void signsWithEveryKindOfKey(String pair, String algorithm) throws Exception {
        Holder holder = holder(pair);
        configure("client", null, algorithm, null);

        try (SigningDevice device = open()) {
            requireValid(holder, algorithm, TEXT, device.sign(TEXT));
        }
        assertThat(remote.calls())
                .containsExactly(
                        "info",
                        "oauth2/token",
                        "credentials/list",
                        "credentials/info",
                        "credentials/getChallenge",
                        "credentials/authorize",
                        "signatures/signHash");
    }

    @Test
    void signsSeveralHashesWithOneReleaseAndNoMoreThanTheServiceAllows() throws Exception {
        Holder holder = holder("p256");
        remote.multisign = 2;
        configure("client", null, null, null);
        List<byte[]> texts = List.of(new byte[] {1}, new byte[] {2}, new byte[] {3});

        try (SigningDevice device = open()) {
            List<byte[]> values = device.signAll(texts);
            for (int i = 0; i < texts.size(); i++) {
                requireValid(holder, "SHA256withECDSA", texts.get(i), values.get(i));
            }
        }
        assertThat(remote.calls()).filteredOn("signatures/signHash"::equals).hasSize(2);
    }

    @Test
    void releasesWithoutHashesWhereTheServiceDoesNotBindThem() throws Exception {
        Holder holder = holder("p256");
        remote.scal = "1";
        remote.plainValues = true;
        configure("client", null, null, null);

        try (SigningDevice device = open()) {
            requireValid(holder, "SHA256withECDSA", TEXT, device.sign(TEXT));
        }
    }

    @Test
    void logsInAndReleasesInTheBrowserThatComesBackToThisMachine() throws Exception {
        Holder holder = holder("rsa");
        remote.mode = "oauth2code";
        configure("person", URI.create("http://127.0.0.1:" + LocalPort.free() + "/zurueck"), null, null);
        person.followsRedirects = true;

        try (SigningDevice device = open()) {
            requireValid(holder, "SHA256withRSA", TEXT, device.sign(TEXT));
        }
        assertThat(remote.calls()).doesNotContain("credentials/authorize");
    }

    /** Each way the API and its OAuth parts may be read, alone and together. */
    @ParameterizedTest
    @CsvSource({
        "SAD,    false, false, false, post,  spec",
        "SAD,    true,  false, false, basic, spec",
        "SAD,    true,  true,  false, post,  spec",
        "SAD,    true,  true,  true,  basic, spec",
        "Bearer, false, false, false, post,  spec",
        "Bearer, false, false, false, basic, percent",
        "Bearer, true,  false, true,  basic, percent",
        "Bearer, true,  true,  true,  post,  spec",
        "SAD,    false, false, false, basic, percent"
    })
    void signsInEachWayThatServicesReadTheApi(
            String tokenType, boolean metadata, boolean pushed, boolean details, String clientLogin, String hashes)
            throws Exception {
        Holder holder = holder("p256");
        remote.mode = "oauth2code";
        remote.tokenType = tokenType;
        remote.metadata = metadata;
        remote.pushed = pushed;
        remote.details = details;
        remote.clientLogin = clientLogin;
        remote.hashes = hashes;
        configure("person", URI.create("http://127.0.0.1:" + LocalPort.free() + "/zurueck"), null, null);
        person.followsRedirects = true;

        try (SigningDevice device = open()) {
            for (byte text = 0; text < 4; text++) { // hashes with and without special characters
                requireValid(holder, "SHA256withECDSA", new byte[] {text}, device.sign(new byte[] {text}));
            }
            List<byte[]> together = List.of(new byte[] {7}, new byte[] {8}, new byte[] {9});
            List<byte[]> values = device.signAll(together);
            for (int i = 0; i < together.size(); i++) {
                requireValid(holder, "SHA256withECDSA", together.get(i), values.get(i));
            }
        }
        assertThat(remote.calls()).doesNotContain("credentials/authorize");
        assertThat(remote.calls().contains("metadata")).isEqualTo(metadata);
        assertThat(remote.calls().contains("oauth2/pushed_authorize")).isEqualTo(pushed);
        assertThat(person.told.get(0)).isEqualTo("signing.service.open");
        assertThat(person.told.subList(1, person.told.size()))
                .startsWith("signing.service.open-release")
                .doesNotContain("signing.service.open");
    }

    @Test
    void asksForASecondReleaseOnlyUntilItKnowsHowTheServiceWantsItsHashes() throws Exception {
        holder("p256");
        remote.mode = "oauth2code";
        remote.tokenType = "Bearer";
        remote.hashes = "percent";
        configure("person", URI.create("http://127.0.0.1:" + LocalPort.free() + "/zurueck"), null, null);
        person.followsRedirects = true;

        try (SigningDevice device = open()) {
            for (byte text = 0; text < 20; text++) {
                device.sign(new byte[] {text});
            }
        }
        assertThat(person.told).filteredOn("signing.service.open-again"::equals).hasSize(1);
    }

    @Test
    void refusesTheMetadataOfAnotherServer() {
        holder("p256");
        remote.metadata = true;
        remote.fault = (operation, exchange) -> {
            boolean asked = operation.equals("metadata");
            if (asked) {
                SigningRemote.send(
                        exchange,
                        200,
                        "{\"issuer\":\"https://fremd.example\",\"token_endpoint\":\"https://fremd.example/t\"}"
                                .getBytes());
            }
            return asked;
        };
        configure("client", null, null, null);

        assertThatThrownBy(this::open).satisfies(codes("signing.service.issuer"));
    }

    @Test
    void quotesTheServiceWithoutControlCharacters() {
        holder("p256");
        remote.enabled = true;
        remote.saysMessage = true;
        environment.put("ZUGANG", "falsch");
        configure("client", null, null, null);

        assertThatThrownBy(this::open)
                .satisfies(codes("signing.service.login-expired", OWN))
                .satisfies(trouble -> assertThat(federzug.notice.Texts.german()
                                .text(((SigningException) trouble).notices().get(1)))
                        .contains("„invalid_client: no.“")
                        .doesNotContain("\u001b"));
    }

    @Test
    void takesTheOnlyCredentialThatCanBeUsed() throws Exception {
        Holder holder = holder("p256");
        remote.with("anderes", KEYS.signer("Zwei"));
        remote.disabled.add("anderes");
        configure("client", null, null, null);

        try (SigningDevice device = open()) {
            requireValid(holder, "SHA256withECDSA", TEXT, device.sign(TEXT));
        }
    }

    @Test
    void signsInABrowserThatComesBackToAPage() throws Exception {
        Holder holder = holder("p256");
        remote.mode = "oauth2code";
        remote.tokenType = "Bearer";
        remote.hashes = "percent";
        remote.clientLogin = "basic";
        configure("person", null, null, null);

        BrowserSigning signing = devices().inBrowser("fern", URI.create("https://federzug.example/rueckkehr"));
        String first = Person.answered(signing.logIn().orElseThrow().toString());
        assertThat(first).contains(signing.state());
        signing.loggedIn(query(first));
        assertThatThrownBy(() -> signing.loggedIn(query(first))).isInstanceOf(IllegalStateException.class);
        assertThat(signing.key().algorithm()).isEqualTo("SHA256withECDSA");
        BrowserSigning.Step step = signing.release(TEXT, "vereinbarung.pdf");
        while (step instanceof BrowserSigning.Browser browser) {
            step = signing.released(query(Person.answered(browser.address().toString())));
        }
        requireValid(holder, "SHA256withECDSA", TEXT, ((BrowserSigning.Value) step).signature());
    }

    @Test
    void aPageCannotTakeAPinAndSaysSo() throws Exception {
        holder("p256");
        configure("client", null, null, null);

        BrowserSigning signing = devices().inBrowser("fern", URI.create("https://federzug.example/rueckkehr"));
        assertThat(signing.logIn()).isEmpty();
        assertThatThrownBy(() -> signing.release(TEXT, "")).satisfies(codes("signing.service.asks-here"));
        assertThatThrownBy(() -> devices().inBrowser("rueckgabe", URI.create("https://federzug.example/")))
                .satisfies(codes("signing.device.no-service"));
    }

    private static String query(String address) {
        return address.substring(address.indexOf('?') + 1);
    }

    @Test
    void takesThePastedCodeOrTheWholeAddress() throws Exception {
        Holder holder = holder("p256");
        configure("person", null, null, null);

        try (SigningDevice device = open()) {
            requireValid(holder, "SHA256withECDSA", TEXT, device.sign(TEXT));
        }
        person.pastesOnlyTheCode = true;
        open().close();
    }

    @Test
    void refusesAnAnswerToAnotherLogin() {
        holder("p256");
        configure("person", null, null, null);
        person.alters = address -> address.replaceAll("state=[^&]*", "state=fremd");

        assertThatThrownBy(this::open).satisfies(codes("signing.service.state"));
    }

    @Test
    void distinguishesAWrongPinFromAWrongOneTimePasswordAndFromNoAnswer() {
        holder("p256");
        configure("client", null, null, null);
        try (SigningDevice device = open()) {
            person.pin = "000000";
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.device.wrong-pin", OWN));
            person.pin = SigningRemote.PIN;
            person.otp = "000000";
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.service.wrong-otp", OWN));
            person.otp = "";
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.service.no-answer"));
        }
    }

    @Test
    void saysThatAReleaseHasEnded() {
        holder("p256");
        remote.lifetime = Duration.ZERO;
        configure("client", null, null, null);

        try (SigningDevice device = open()) {
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.service.hash", OWN));
        }
    }

    @Test
    void theStandInRefusesAnotherHashAndAReplay() throws Exception {
        holder("p256");
        configure("client", null, null, null);
        byte[] replayed = {};
        List<byte[]> seen = new java.util.ArrayList<>();
        remote.fault = (operation, exchange) -> {
            if (operation.equals("signatures/signHash")) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                seen.add(body);
                exchange.setStreams(new java.io.ByteArrayInputStream(body), null);
            }
            return false;
        };
        try (SigningDevice device = open()) {
            device.sign(TEXT);
        }
        remote.fault = (operation, exchange) -> {
            if (operation.equals("signatures/signHash")) {
                exchange.setStreams(new java.io.ByteArrayInputStream(seen.get(0)), null);
            }
            return false;
        };
        try (SigningDevice device = open()) {
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.service.hash", OWN));
        }
        remote.fault = (operation, exchange) -> {
            if (operation.equals("signatures/signHash")) {
                String body =
                        new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                String other = body.replaceAll("\"hashes\":\\[\"[^\"]*\"", "\"hashes\":[\"" + "A".repeat(43) + "=\"");
                assertThat(other).isNotEqualTo(body);
                exchange.setStreams(new java.io.ByteArrayInputStream(other.getBytes()), null);
            }
            return false;
        };
        try (SigningDevice device = open()) {
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.service.hash", OWN));
        }
        assertThat(replayed).isEmpty();
    }

    @Test
    void refusesAValueThatDoesNotBelongToTheDocument() {
        holder("p256");
        configure("client", null, null, null);
        remote.fault = (operation, exchange) -> {
            boolean sign = operation.equals("signatures/signHash");
            if (sign) {
                SigningRemote.send(exchange, 200, "{\"signatures\":[\"MAYCAQECAQE=\"]}".getBytes());
            }
            return sign;
        };
        try (SigningDevice device = open()) {
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.service.value"));
        }
    }

    @Test
    void mapsFaultsOfTheServiceToAdvice() {
        holder("p256");
        configure("client", null, null, null);

        answer(500, "");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.unavailable"));
        answer(503, "<html>proxy</html>");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.unavailable"));
        answer(200, "<html>login</html>");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.answer"));
        answer(400, "{\"error\":\"access_denied\"}");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.denied"));
        answer(400, "{\"error\":\"what_is_this\"}");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.refused"));
        answer(302, "");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.refused"));
        answer(200, "{\"x\":\"" + "y".repeat(2 << 20) + "\"}");
        assertThatThrownBy(this::open).satisfies(codes("signing.service.answer"));
        environment.put("ZUGANG", "falsch");
        remote.fault = (operation, exchange) -> false;
        assertThatThrownBy(this::open).satisfies(codes("signing.service.client", OWN));
    }

    /** Services write Base64 in lines, with the other alphabet, as PEM, and the chain from its root down. */
    @ParameterizedTest
    @CsvSource({
        "credentials/info, '(\"certificates\":.\"[^\"]{64})', '$1\\\\r\\\\n'",
        "credentials/info, '\"certificates\":.\"([^\"]*)\"', '\"certificates\":[\"-----BEGIN CERTIFICATE-----\\\\n$1\\\\n-----END CERTIFICATE-----\"'",
        "credentials/info, '(\"certificates\":.)(\"[^\"]*\"),(\"[^\"]*\")', '$1$3,$2'",
        "signatures/signHash, '(\"signatures\":.\"[^\"]{40})', '$1\\\\r\\\\n'",
        "signatures/signHash, '=', ''"
    })
    void readsWhatItMeansHoweverItIsWritten(String operation, String search, String replacement) throws Exception {
        Holder holder = holder("p256");
        configure("client", null, null, null);
        List<String> rewritten = new java.util.ArrayList<>();
        remote.rewrites = (called, answer) -> {
            String other = called.equals(operation) ? answer.replaceAll(search, replacement) : answer;
            if (!other.equals(answer)) {
                rewritten.add(called);
            }
            return other;
        };

        try (SigningDevice device = open()) {
            requireValid(holder, "SHA256withECDSA", TEXT, device.sign(TEXT));
        }
        // A value of fitting length has no padding to leave out.
        assertThat(rewritten).isSubsetOf(operation);
    }

    @Test
    void refusesATokenThatBreaksTheHeaderAndAnErrorThatCallsItselfSuccess() {
        holder("p256");
        configure("client", null, null, null);
        remote.rewrites = (operation, answer) ->
                operation.equals("oauth2/token") ? "{\"access_token\":\"abc\\r\\nX-Fremd: 1\"}" : answer;
        assertThatThrownBy(this::open).satisfies(codes("signing.service.answer"));
        remote.rewrites =
                (operation, answer) -> operation.equals("signatures/signHash") ? "{\"error\":\"invalid_pin\"}" : answer;
        try (SigningDevice device = open()) {
            assertThatThrownBy(() -> device.sign(TEXT)).satisfies(codes("signing.device.wrong-pin"));
        }
    }

    @Test
    void givesUpOnASlowOrAbsentService() {
        holder("p256");
        configure("client", null, null, null);
        remote.fault = (operation, exchange) -> {
            try {
                Thread.sleep(1_500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
        assertThatThrownBy(this::open).satisfies(codes("signing.service.timeout"));
        remote.close();
        assertThatThrownBy(this::open).satisfies(codes("signing.service.unreachable"));
    }

    @Test
    void refusesADisabledCredentialAndDoesNotGuessBetweenTwo() {
        holder("p256");
        configure("client", null, null, null);
        remote.enabled = false;
        assertThatThrownBy(this::open).satisfies(codes("signing.service.disabled"));
        remote.enabled = true;
        remote.with("zweites", KEYS.signer("Zwei"));
        assertThatThrownBy(this::open).satisfies(codes("signing.service.several"));
        configure("client", null, null, "drittes");
        assertThatThrownBy(this::open).satisfies(codes("signing.device.no-alias"));
        configure("client", null, null, "zweites");
        open().close();
    }

    @Test
    void sendsNothingInTheClear() {
        configured.put("fern", device(URI.create("http://dienst.example/csc/v2"), "client", null, null, null));
        assertThatThrownBy(this::open).satisfies(codes("signing.service.not-https"));
        configured.put("fern", SigningSettings.Device.of("csc", null, null));
        assertThatThrownBy(this::open).satisfies(codes("signing.service.no-url"));
    }

    private void answer(int status, String body) {
        remote.fault = (operation, exchange) -> {
            SigningRemote.send(exchange, status, body.getBytes());
            return true;
        };
    }

    private Holder holder(String pair) {
        Holder holder = KEYS.signer("Sven Forkert", PAIRS.get(pair));
        remote.with("erstes", holder);
        return holder;
    }

    @Override
    public SigningDevice anOpenDevice() {
        holder("p256");
        configured.put("contract", device(remote.url(), "client", null, null, null));
        return devices().open("contract", person);
    }

    private SigningDevice open() {
        return devices().open("fern", person);
    }

    private Devices devices() {
        Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK);
        return new ConfiguredDevices(new SigningSettings(configured), trust, CLOCK, new PinSource(environment::get));
    }

    private void configure(String login, URI redirect, String algorithm, String credential) {
        configured.put("fern", device(remote.url(), login, redirect, algorithm, credential));
    }

    private static SigningSettings.Device device(
            URI url, String login, URI redirect, String algorithm, String credential) {
        return new SigningSettings.Device(
                "csc",
                null,
                null,
                null,
                null,
                null,
                algorithm,
                null,
                new SigningSettings.Service(
                        url,
                        SigningRemote.CLIENT,
                        "ZUGANG",
                        null,
                        login,
                        credential,
                        redirect,
                        Duration.ofSeconds(1),
                        "auto",
                        "auto",
                        "auto",
                        "de-DE"),
                null);
    }

    private static void requireValid(Holder holder, String algorithm, byte[] text, byte[] value) throws Exception {
        Signature check = Signature.getInstance(algorithm, new BouncyCastleProvider());
        check.initVerify(holder.certificate().getPublicKey());
        check.update(text);
        assertThat(check.verify(value)).isTrue();
    }

    /** Somebody with a browser, a PIN and a telephone. */
    private static final class Person implements Devices.Secrets {
        private String pin = SigningRemote.PIN;
        private String otp = SigningRemote.OTP;
        private boolean followsRedirects;
        private boolean pastesOnlyTheCode;
        private java.util.function.UnaryOperator<String> alters = address -> address;
        private String ended = "";
        private final List<String> told = new java.util.ArrayList<>();

        @Override
        public char[] ask(String device) {
            return pin.toCharArray();
        }

        @Override
        public char[] ask(Notice question) {
            if (!question.code().equals("signing.service.paste")) {
                return otp.toCharArray();
            }
            return (pastesOnlyTheCode ? ended.replaceAll(".*code=([^&]*).*", "$1") : alters.apply(ended)).toCharArray();
        }

        @Override
        public void tell(Notice what) {
            told.add(what.code());
            String address = (String) what.arguments().get(1);
            try {
                ended = answered(address);
                if (followsRedirects) {
                    assertThat(get(ended.replaceAll("state=[^&]*", "state=fremd"))
                                    .statusCode())
                            .isEqualTo(400);
                    assertThat(get(ended).statusCode()).isEqualTo(200);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private static String answered(String address) throws IOException, InterruptedException {
            HttpResponse<String> answer = get(address);
            assertThat(answer.statusCode()).isEqualTo(302);
            return answer.headers().firstValue("Location").orElseThrow();
        }

        private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}

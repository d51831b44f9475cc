package federzug.trust;

import static federzug.testkit.TrustListPublisher.AUSTRIAN;
import static federzug.testkit.TrustListPublisher.GERMAN;
import static federzug.testkit.TrustListPublisher.LOTL;
import static federzug.testkit.TrustListPublisher.PIVOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.testkit.ATrust;
import federzug.testkit.TrustListPublisher;
import federzug.trust.status.ListFacts;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A list of lists with a pivot and two national lists over real HTTP on loopback, with what goes wrong there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedListsIT {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int BOTH = 2; // the issuing authority and the time-stamp unit

    private TrustListPublisher union;
    private Path cache;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        union = new TrustListPublisher(folder.resolve("union"), NOW);
    }

    @BeforeEach
    void asItShouldBe(@TempDir Path folder) throws Exception {
        cache = folder;
        union.publish(7);
        union.asked();
    }

    @AfterAll
    void stop() {
        union.close();
    }

    private TrustSettings settings(String lotl, boolean inside, String... countries) {
        return new TrustSettings(
                Path.of("keystores-example"),
                cache,
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofHours(72),
                false,
                inside,
                new TrustSettings.EuList(
                        URI.create(lotl),
                        URI.create(TrustListPublisher.JOURNAL),
                        union.journalCertificate(),
                        null,
                        List.of(countries)));
    }

    private static ListSettings patient(boolean http, Path signers) {
        return new ListSettings(Duration.ofSeconds(5), 1, http, signers);
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneId.of("Europe/Berlin"));
    }

    /** A new process. */
    private Trust trust(Instant time, String... countries) {
        return trust(settings(union.at(LOTL), false, countries), NetworkSettings.DIRECT, time);
    }

    private static Trust trust(TrustSettings settings, NetworkSettings network, Instant time) {
        return trust(settings, network, patient(false, null), time);
    }

    private static Trust trust(TrustSettings settings, NetworkSettings network, ListSettings lists, Instant time) {
        Map<String, String> secrets = Map.of("GUT", "offen-sesam", "SCHLECHT", "falsch");
        return new Trust(ATrust.of(settings, network, secrets::get, lists, TransferSettings.NONE), at(time));
    }

    private static int anchors(Trust trust) {
        return trust.verifier(TrustSource.EU).getTrustedCertSources().getNumberOfCertificates();
    }

    private static List<String> codes(Trust trust) {
        return trust.status(TrustSource.EU).notices().stream().map(Notice::code).toList();
    }

    private static String trouble(Trust trust, String territory) {
        return trust.overview(TrustSource.EU).lists().stream()
                .filter(list -> list.territory().equals(territory))
                .findFirst()
                .orElseThrow()
                .trouble();
    }

    private void assertNothingIsTrusted(Trust trust, String code) {
        assertThat(trust.status(TrustSource.EU).stale()).isTrue();
        assertThat(codes(trust)).containsExactly(code);
        assertThat(anchors(trust)).isZero();
        assertThat(trust.overview(TrustSource.EU).trusted()).isZero();
    }

    @Test
    void followsThePivotToTodaysSignerAndShowsWhatIsTrusted() {
        Trust trust = trust(NOW);
        TrustOverview overview = trust.overview(TrustSource.EU);
        assertThat(overview.status().notices()).isEmpty();
        assertThat(overview.status().stale()).isFalse();
        assertThat(overview.status().listSequence()).isEqualTo(7);
        assertThat(overview.trusted()).isEqualTo(BOTH).isEqualTo(anchors(trust));
        assertThat(overview.lists()).extracting(ListFacts::territory).containsExactly("EU", "DE", "AT");
        ListFacts german = overview.lists().get(1);
        assertThat(german.counts()).isTrue();
        assertThat(german.version()).isEqualTo(6);
        assertThat(german.sequence()).isEqualTo(7);
        assertThat(german.services()).isEqualTo(2);
        assertThat(german.issue()).isEqualTo(NOW.minus(DAY.multipliedBy(3)));
        assertThat(german.nextUpdate()).isEqualTo(NOW.plus(DAY.multipliedBy(365)));
        assertThat(german.fetchedAt()).isEqualTo(NOW);
        assertThat(union.asked()).containsExactlyInAnyOrder(LOTL, PIVOT, GERMAN, AUSTRIAN);
    }

    @Test
    void trustsNoOneWithoutThePivotOrWithAStrangersPivot() throws Exception {
        union.serve(PIVOT, union.pivotByAStranger());
        assertNothingIsTrusted(trust(NOW), StrictLists.SIGNER_UNKNOWN);
        union.fault(PIVOT, exchange -> exchange.sendResponseHeaders(404, -1));
        assertNothingIsTrusted(trust(NOW), StrictLists.SIGNER_UNKNOWN);
    }

    @Test
    void needsNoPivotWhileTheJournalsSignerSigns() throws Exception {
        union.serve(LOTL, union.lotlWithoutPivot(8));
        assertThat(anchors(trust(NOW))).isEqualTo(BOTH);
    }

    @Test
    void loadsOnlyTheCountriesNamed() {
        Trust trust = trust(NOW, "de");
        assertThat(trust.overview(TrustSource.EU).lists())
                .extracting(ListFacts::territory)
                .containsExactly("EU", "DE");
        assertThat(union.asked()).doesNotContain(AUSTRIAN);
        assertThat(codes(trust(NOW, "DE", "FR"))).contains("trust.eu.country-unknown");
    }

    @Test
    void asksAgainOnlyAfterAnHourOrOnDemand() {
        trust(NOW).status(TrustSource.EU);
        union.asked();
        Trust later = trust(NOW.plus(Duration.ofMinutes(59)));
        assertThat(later.status(TrustSource.EU).loadedAt()).isEqualTo(NOW);
        assertThat(union.asked()).isEmpty();
        assertThat(later.refresh().status().loadedAt()).isEqualTo(NOW.plus(Duration.ofMinutes(59)));
        assertThat(union.asked()).contains(LOTL, GERMAN);
        trust(NOW.plus(Duration.ofHours(3))).status(TrustSource.EU);
        assertThat(union.asked()).contains(LOTL, GERMAN);
    }

    @Test
    void stale() {
        assertThat(anchors(trust(NOW))).isEqualTo(BOTH);
        union.fault(LOTL, exchange -> exchange.sendResponseHeaders(500, -1));
        Trust nearlyOld = trust(NOW.plus(Duration.ofHours(71)));
        assertThat(anchors(nearlyOld)).isEqualTo(BOTH);
        assertThat(codes(nearlyOld)).containsExactly("trust.eu.grows-old");
        assertNothingIsTrusted(trust(NOW.plus(Duration.ofHours(73))), "trust.eu.stale");
    }

    @Test
    void neverLoaded() {
        union.fault(LOTL, exchange -> exchange.sendResponseHeaders(503, -1));
        assertNothingIsTrusted(trust(NOW), "trust.eu.missing");
    }

    @Test
    void unsigned() throws Exception {
        union.serve(GERMAN, union.germanUnsigned(7));
        Trust trust = trust(NOW);
        assertThat(trouble(trust, "DE")).isEqualTo(StrictLists.UNSIGNED);
        assertThat(codes(trust)).containsExactly("trust.eu.incomplete");
    }

    @Test
    void aNationalListInPlaceOfTheListOfLists() throws Exception {
        union.serve(LOTL, union.page(GERMAN));
        assertNothingIsTrusted(trust(NOW), StrictLists.UNREADABLE);
    }

    @Test
    void unsignedListOfLists() {
        String signed = new String(union.page(LOTL), StandardCharsets.UTF_8);
        union.serve(
                LOTL,
                signed.replaceAll("(?s)<ds:Signature .*</ds:Signature>", "").getBytes(StandardCharsets.UTF_8));
        assertThat(union.page(LOTL).length).isLessThan(signed.length());
        assertNothingIsTrusted(trust(NOW), StrictLists.UNSIGNED);
    }

    @Test
    void signedByAStranger() throws Exception {
        union.serve(GERMAN, union.germanByAStranger(7));
        assertThat(trouble(trust(NOW), "DE")).isEqualTo(StrictLists.SIGNER_UNKNOWN);
        union.serve(LOTL, union.lotlByAStranger(9));
        Path other = Files.createDirectories(cache.resolve("neu"));
        cache = other;
        assertNothingIsTrusted(trust(NOW), StrictLists.SIGNER_UNKNOWN);
    }

    @Test
    void altered() {
        String german = new String(union.page(GERMAN), StandardCharsets.UTF_8);
        union.serve(GERMAN, german.replace("(NUR-ZUM-TESTEN)", "(ECHT)").getBytes(StandardCharsets.UTF_8));
        assertThat(trouble(trust(NOW), "DE")).isEqualTo(StrictLists.UNSIGNED);
    }

    @Test
    void nextUpdateOverdue() throws Exception {
        union.serve(GERMAN, union.german(7, Duration.ofHours(-1)));
        assertThat(trouble(trust(NOW), "DE")).isEqualTo(StrictLists.OVERDUE);
        union.serve(LOTL, union.lotl(8, Duration.ofHours(-1)));
        cache = cache.resolve("neu");
        assertNothingIsTrusted(trust(NOW), StrictLists.OVERDUE);
    }

    @Test
    void warnsOfAnOverdueUpdateInTime() throws Exception {
        union.serve(LOTL, union.lotl(7, DAY.multipliedBy(2)));
        Trust trust = trust(NOW);
        assertThat(anchors(trust)).isEqualTo(BOTH);
        assertThat(codes(trust)).containsExactly("trust.eu.ends-soon");
    }

    @Test
    void truncated() {
        byte[] whole = union.page(LOTL);
        union.serve(LOTL, Arrays.copyOf(whole, whole.length / 2));
        assertNothingIsTrusted(trust(NOW), StrictLists.UNREADABLE);
        union.fault(LOTL, exchange -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, whole.length / 2);
        });
        assertNothingIsTrusted(trust(NOW), "trust.eu.missing");
    }

    @Test
    void slow() {
        union.fault(GERMAN, exchange -> pause(4_000));
        union.fault(AUSTRIAN, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 600; i++) {
                    out.write('<'); // every byte in time, and yet never an end
                    out.flush();
                    pause(100);
                }
            } catch (IOException e) {
                // hung up on, as it should be
            }
        });
        ListSettings hasty = new ListSettings(Duration.ofSeconds(2), 1, false, null);
        Trust trust = trust(settings(union.at(LOTL), false), NetworkSettings.DIRECT, hasty, NOW);
        long start = System.nanoTime();
        assertThat(trust.status(TrustSource.EU).stale()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(trouble(trust, "AT")).isEqualTo(StrictLists.NOT_LOADED);
        assertThat(codes(trust)).containsExactly("trust.eu.empty");
    }

    @Test
    void huge() throws InterruptedException {
        byte[] block = new byte[65_536];
        Arrays.fill(block, (byte) ' ');
        CountDownLatch hungUp = new CountDownLatch(1);
        union.fault(GERMAN, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 4_000; i++) {
                    out.write(block);
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        });
        union.fault(AUSTRIAN, exchange -> exchange.sendResponseHeaders(200, 1_000_000_000_000L));
        Trust trust = trust(NOW);
        assertThat(trouble(trust, "DE")).isEqualTo(StrictLists.NOT_LOADED);
        assertThat(trouble(trust, "AT")).isEqualTo(StrictLists.NOT_LOADED);
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue(); // the server notices it only at its next block
    }

    @Test
    void entities() throws IOException {
        Path secret = Files.writeString(cache.resolve("geheim.txt"), "geheim");
        String german = new String(union.page(GERMAN), StandardCharsets.UTF_8);
        String bomb = "<!DOCTYPE x [<!ENTITY a \"" + "a".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]>";
        String outside = "<!DOCTYPE x [<!ENTITY % e SYSTEM \"" + union.at("/lockt") + "\"> %e;<!ENTITY f SYSTEM \""
                + secret.toUri() + "\">]>";
        for (String doctype : List.of(bomb, outside, "<!DOCTYPE x SYSTEM \"" + union.at("/lockt") + "\">")) {
            cache = Files.createTempDirectory(secret.getParent(), "neu");
            int end = german.indexOf("?>") + 2;
            union.serve(
                    GERMAN,
                    (german.substring(0, end) + doctype + german.substring(end)).getBytes(StandardCharsets.UTF_8));
            assertThat(trouble(trust(NOW), "DE")).isEqualTo(StrictLists.UNREADABLE);
        }
        assertThat(union.asked()).doesNotContain("/lockt");
    }

    @Test
    void connectsOnlyToConfiguredInternalHosts() throws Exception {
        String elsewhere = "http://localhost:" + union.port() + LOTL;
        // The list of lists comes from "localhost", and the lists it names lie at 127.0.0.1.
        Trust trust = trust(settings(elsewhere, false), NetworkSettings.DIRECT, NOW);
        assertThat(trust.overview(TrustSource.EU).trusted()).isZero();
        assertThat(union.asked()).containsOnly(LOTL);
        assertThat(anchors(trust(settings(elsewhere, true), NetworkSettings.DIRECT, NOW)))
                .isEqualTo(BOTH);
    }

    @Test
    void aBadAnswerDrivesOutNoGoodList() throws Exception {
        assertThat(anchors(trust(NOW))).isEqualTo(BOTH);
        union.serve(GERMAN, union.germanByAStranger(8));
        union.serve(LOTL, union.lotlByAStranger(8));
        Instant later = NOW.plus(Duration.ofHours(5));
        Trust trust = trust(later);
        assertThat(anchors(trust)).isEqualTo(BOTH);
        assertThat(codes(trust)).containsExactly("trust.eu.refused");
        assertThat(trust.status(TrustSource.EU).loadedAt()).isEqualTo(NOW);
        assertThat(trust.status(TrustSource.EU).listSequence()).isEqualTo(7);
    }

    @Test
    void anOlderIssueIsNotTakenForTheNewestWhileThatIsFresh() throws Exception {
        assertThat(anchors(trust(NOW))).isEqualTo(BOTH);
        union.publish(5);
        Trust trust = trust(NOW.plus(Duration.ofHours(5)));
        assertThat(trust.status(TrustSource.EU).listSequence()).isEqualTo(7);
        assertThat(codes(trust)).contains("trust.eu.refused");
        union.publish(8);
        assertThat(trust(NOW.plus(Duration.ofHours(6))).status(TrustSource.EU).listSequence())
                .isEqualTo(8);
    }

    @Test
    void saysThatTheJournalHasMovedOn() {
        TrustSettings old = settings(union.at(LOTL), false);
        TrustSettings.EuList eu = old.eu();
        TrustSettings moved = new TrustSettings(
                old.exampleFolder(),
                old.cache(),
                List.of(),
                old.timestampTimeout(),
                old.maximumAge(),
                false,
                false,
                new TrustSettings.EuList(
                        eu.lotl(), URI.create("https://journal.example/alt"), eu.keystore(), null, List.of()));
        assertThat(codes(trust(moved, NetworkSettings.DIRECT, NOW))).containsExactly("trust.eu.journal-changed");
    }

    @Test
    void goesThroughAProxyThatWantsToKnowWho() {
        String word = "Basic " + Base64.getEncoder().encodeToString("haus:offen-sesam".getBytes());
        for (String path : List.of(LOTL, PIVOT, GERMAN, AUSTRIAN)) {
            union.fault(path, exchange -> {
                boolean known = word.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
                byte[] page = union.page(path);
                if (known) {
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                } else {
                    exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"haus\"");
                    exchange.sendResponseHeaders(407, -1);
                }
            });
        }
        TrustSettings anywhere = settings("http://listen.example" + LOTL, true);
        URI proxy = URI.create("http://127.0.0.1:" + union.port());
        assertThat(anchors(trust(anywhere, through(proxy, "SCHLECHT"), NOW))).isZero();
        assertThat(anchors(trust(anywhere, through(proxy, "GUT"), NOW))).isEqualTo(BOTH);
    }

    private static NetworkSettings through(URI proxy, String variable) {
        return new NetworkSettings(proxy, "haus", variable, null, List.of(), null, Map.of());
    }

    @Test
    void believesTheAuthorityOfTheOwnHouseForTls() throws Exception {
        TrustSettings secure = settings(union.secureAt(LOTL), true);
        assertNothingIsTrusted(trust(secure, NetworkSettings.DIRECT, NOW), "trust.eu.missing");
        NetworkSettings house =
                new NetworkSettings(null, null, null, null, List.of(), union.rootCertificate(), Map.of());
        assertThat(anchors(trust(secure, house, NOW))).isEqualTo(BOTH);
    }

    private Trust byHand(boolean http, boolean inside, Path signers, Instant time) {
        return trust(settings(union.at(LOTL), inside), NetworkSettings.DIRECT, patient(http, signers), time);
    }

    private static int anchors(Trust trust, String location) {
        return trust.verifier(TrustSource.parse(location))
                .getTrustedCertSources()
                .getNumberOfCertificates();
    }

    @Test
    void aListNamedByHandIsBelievedOnlyIfItsSignerIsKnown() throws Exception {
        Path file = Files.write(cache.resolve("de.xml"), union.page(GERMAN));
        TrustSource source = TrustSource.parse(file.toString());
        Trust unknown = byHand(false, false, null, NOW);
        TrustStatus status = unknown.status(source);
        assertThat(status.stale()).isTrue();
        assertThat(status.notices()).extracting(Notice::code).containsExactly("trust.named.signer-unknown");
        assertThat(anchors(unknown, file.toString())).isZero();

        Trust known = byHand(false, false, union.germanSignerCertificate(), NOW);
        assertThat(known.status(source).stale()).isFalse();
        assertThat(known.status(source).listSequence()).isEqualTo(7);
        assertThat(anchors(known, file.toString())).isEqualTo(BOTH);
        assertThat(known.files(source)).containsOnlyKeys("de.xml");

        Files.write(file, union.germanByAStranger(7));
        assertThat(byHand(false, false, union.germanSignerCertificate(), NOW)
                        .status(source)
                        .stale())
                .isTrue();
        Files.write(file, union.german(7, Duration.ofHours(-1)));
        assertThat(byHand(false, false, union.germanSignerCertificate(), NOW)
                        .status(source)
                        .notices())
                .extracting(Notice::code)
                .containsExactly(StrictLists.OVERDUE);
    }

    @Test
    void aListByAddressIsFetchedUnderTheSameRules() throws Exception {
        Path signer = union.germanSignerCertificate();
        String address = union.at(GERMAN);
        assertThatThrownBy(() -> anchors(byHand(false, true, signer, NOW), address))
                .hasMessage("trust.named.address");
        assertThat(anchors(byHand(true, false, signer, NOW), address)).isZero();
        assertThat(union.asked()).isEmpty();
        assertThat(anchors(byHand(true, true, signer, NOW), address)).isEqualTo(BOTH);

        union.fault(GERMAN, exchange -> exchange.sendResponseHeaders(500, -1));
        TrustSource source = TrustSource.parse(address);
        Trust later = byHand(true, true, signer, NOW.plus(Duration.ofHours(71)));
        assertThat(later.status(source).loadedAt()).isEqualTo(NOW);
        assertThat(later.status(source).stale()).isFalse();
        assertThat(later.files(source)).hasSize(1);
        Trust tooLate = byHand(true, true, signer, NOW.plus(Duration.ofHours(73)));
        assertThat(tooLate.status(source).stale()).isTrue();
        assertThat(anchors(tooLate, address)).isZero();
        assertThatThrownBy(() -> anchors(later, "https://wer@liste.example/de.xml"))
                .hasMessage("trust.named.address");
        assertThatThrownBy(() -> anchors(later, "ftp://liste.example/de.xml")).hasMessage("trust.named.address");
    }

    @Test
    void aFolderOfCertificatesIsTakenWhole() throws Exception {
        Path folder = Files.createDirectories(cache.resolve("anker"));
        Files.copy(union.rootCertificate(), folder.resolve("wurzel.crt"));
        Files.copy(union.germanSignerCertificate(), folder.resolve("liste.pem"));
        TrustOverview overview = byHand(false, false, null, NOW).overview(TrustSource.parse(folder.toString()));
        assertThat(overview.trusted()).isEqualTo(2);
        assertThat(overview.anchors()).hasSize(2).allMatch(one -> one.sha256().matches("[0-9a-f]{64}"));
        assertThat(overview.status().notices()).isEmpty();
        for (int i = 0; i < 300; i++) {
            Files.copy(union.rootCertificate(), folder.resolve("a" + i + ".crt"));
        }
        Files.writeString(folder.resolve("kaputt.pem"), "kein Zertifikat");
        Files.writeString(folder.resolve("liesmich.txt"), "Hinweise");
        TrustOverview more = byHand(false, false, null, NOW).overview(TrustSource.parse(folder.toString()));
        assertThat(more.trusted()).isEqualTo(2);
        assertThat(more.status().notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("trust.named.left-out");
            assertThat(notice.arguments()).contains(2, "kaputt.pem, liesmich.txt");
        });
        Path empty = Files.createDirectories(cache.resolve("leer"));
        assertThatThrownBy(() -> anchors(byHand(false, false, null, NOW), empty.toString()))
                .hasMessage("trust.named.folder");
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

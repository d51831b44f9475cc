package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.Federzug;
import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Basis;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.SigningDesk;
import federzug.signing.Devices;
import federzug.signing.SignatureRequest;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The whole application over a small document, without filling and rendering: for tests of what happens at the desks. */
public final class CeremonyApplication implements AutoCloseable {
    /** Setting: pages are served, at a free port. */
    public static final String SERVING = "--spring.profiles.active=serve";

    /** How many applications of this JVM use a home. */
    private static final Map<Path, Integer> OPEN = new ConcurrentHashMap<>();

    public static final Instant MONDAY = Instant.parse("2026-11-23T09:14:00Z");

    private final ConfigurableApplicationContext context;
    private final Path folder;
    private final Path home;

    private static final String PASSWORD = "test";

    /** A day on which the specimens are just signed, with passwords that are checked quickly. */
    public static class Monday {
        private static final int WEAKEST = 4;

        @Bean
        @Primary
        MovedClock monday() {
            return new MovedClock(MONDAY);
        }

        @Bean
        @Primary
        PasswordEncoder quick() {
            return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(WEAKEST)));
        }
    }

    public CeremonyApplication(Path folder, Class<?>... more) {
        this(folder, List.of(), more);
    }

    /** @param settings as they would stand on the command line */
    public CeremonyApplication(Path folder, List<String> settings, Class<?>... more) {
        this.folder = folder;
        home = folder.resolve("home");
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Federzug.class, Monday.class)
                .web(settings.contains(SERVING) ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        if (more.length > 0) {
            builder.sources(more);
        }
        // As arguments: they win over application.yaml.
        List<String> all = new ArrayList<>(settings);
        all.add("--federzug.home=" + home);
        all.add("--federzug.database-password=" + PASSWORD);
        if (!DatabaseForTests.isServer()) {
            PreparedDatabase.into(home, PASSWORD);
        }
        DatabaseForTests.settings(home).forEach((key, value) -> all.add("--" + key + "=" + value));
        all.add("--federzug.app=.");
        all.add("--federzug.log.console=" + System.getProperty("federzug.test.log", "OFF"));
        if (settings.contains(SERVING)) {
            all.add("--server.port=0");
            all.add("--server.address=127.0.0.1");
        }
        all.add("--spring.main.allow-bean-definition-overriding=true");
        ScannedComponents.known();
        context = builder.run(all.toArray(String[]::new));
        OPEN.merge(home, 1, Integer::sum);
    }

    public <T> T the(Class<T> type) {
        return context.getBean(type);
    }

    public MovedClock clock() {
        return the(MovedClock.class);
    }

    /** Crimmitschau under another identity, each person with that device. */
    public StoredMatter accept(String id, String device) {
        return accept(
                id,
                signatory(AMatter.RAPHAEL, 1, device),
                signatory(AMatter.RODIG, 2, device),
                signatory(AMatter.FORKERT, 3, device));
    }

    /** Everybody returns a copy, which may bring a field of its own. */
    public StoredMatter acceptWithOwnFields(String id) {
        return accept(id, own(AMatter.RAPHAEL, 1), own(AMatter.RODIG, 2), own(AMatter.FORKERT, 3));
    }

    private static Signatory own(Person person, int step) {
        return new Signatory(person, step, "rueckgabe", "", null, true);
    }

    /** With somebody in the data who could sign in another person's place. */
    public StoredMatter acceptWithDeputy(String id, String device) {
        return acceptWithDeputy(id, device, "vertretung@pd-zwickau.example");
    }

    /** @param mail of the deputy, may be empty: whoever does not sign needs none */
    public StoredMatter acceptWithDeputy(String id, String device, String mail) {
        Person deputy = AMatter.deputy(mail);
        return accept(
                id,
                List.of(AMatter.RAPHAEL, AMatter.RODIG, AMatter.FORKERT, AMatter.WOELLER, deputy),
                signatory(AMatter.RAPHAEL, 1, device),
                signatory(AMatter.RODIG, 2, device),
                signatory(AMatter.FORKERT, 3, device));
    }

    public StoredMatter accept(String id, Signatory... signatories) {
        return accept(id, AMatter.crimmitschau().persons(), signatories);
    }

    private StoredMatter accept(String id, List<Person> persons, Signatory... signatories) {
        Agreement agreement = new Agreement(
                "crimmitschau", "kooperationsvereinbarung", List.of(AMatter.CRIMMITSCHAU), List.of(signatories));
        Matter matter = AMatter.like(AMatter.crimmitschau())
                .id(id)
                .persons(persons.toArray(Person[]::new))
                .agreements(agreement)
                .withoutRelease()
                .build();
        return the(Matters.class).accept(matter, true, folder.resolve("out"));
    }

    public static Signatory signatory(Person person, int step, String device) {
        String own = device.isEmpty() ? "demo-" + person.key() : device;
        return new Signatory(
                person,
                step,
                own,
                own.equals("rueckgabe") ? "demo-" + person.key() : "rueckgabe",
                LocalDateTime.of(2026, 11, 30, 12, 0));
    }

    /** Accepts a matter and opens its signing over the usual small document. */
    public Ceremony open(String id, String device) {
        return open(accept(id, device));
    }

    public Ceremony open(StoredMatter stored) {
        return open(stored, SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"));
    }

    public Ceremony open(StoredMatter stored, byte[] pdf) {
        Agreement agreement = stored.matter().agreements().get(0);
        PreparedPdf prepared = prepared(pdf);
        return the(Ceremonies.class)
                .open(
                        stored.matter().id(),
                        agreement.key(),
                        true,
                        new Basis(stored.version(), prepared.content().digest(), 1),
                        prepared,
                        agreement.signatories(),
                        Acting.of("test"),
                        clock().instant());
    }

    /** A ceremony as it is stored now. */
    public Ceremony now(Ceremony ceremony) {
        return the(Ceremonies.class)
                .find(ceremony.matter(), ceremony.agreement())
                .orElseThrow();
    }

    public PreparedPdf prepared(byte[] pdf) {
        DocumentStore store = the(DocumentStore.class);
        List<SignatureField> fields = SigningSpecimen.fieldsOf(pdf);
        Content content = store.put("kooperationsvereinbarung.pdf", pdf);
        return the(Signing.class).prepare(store.keep(new ArchivalPdf(content, "Muster", 1, fields)), fields);
    }

    /** Signs at the desk, one after the other, each with the device that the data name. */
    public void sign(String matter, String... persons) {
        SigningDesk desk = the(SigningDesk.class);
        for (String person : persons) {
            desk.sign(Acting.of("test"), desk.show(matter, null, person, null), name -> new char[0], Progress.SILENT);
        }
    }

    /** The bytes after a signature in that person's field with that device. */
    public byte[] signed(Document base, String person, String device, boolean first) {
        SignatureField field = SigningSpecimen.fields(person).get(0);
        SignatureRequest request = new SignatureRequest(field, "Name", "Amt", true);
        try (SigningDevice opened = the(Devices.class).open(device, name -> new char[0])) {
            SigningSession session = the(Signing.class).begin(base, request, opened);
            Content content = the(Signing.class)
                    .complete(session, opened.sign(session.toBeSigned()))
                    .content();
            return the(DocumentStore.class).bytes(content.digest());
        }
    }

    @Override
    public void close() {
        context.close();
        if (OPEN.merge(home, -1, Integer::sum) == 0) {
            assertThat(home.resolve("federzug.lock.db"))
                    .as("a connection was taken from the pool and never given back")
                    .doesNotExist();
        }
    }
}

package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Matters.Difference;
import federzug.notice.NoticedException;
import federzug.testkit.AMatter;
import federzug.testkit.DatabaseForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class JdbcMattersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final Path OUT = Path.of("federzug-out");

    @TempDir
    Path folder;

    private final DataSource database = DatabaseForTests.empty();
    private final Matters matters = matters(null);
    private final Matter crimmitschau = AMatter.crimmitschau();

    @BeforeEach
    void migrate() throws IOException, SQLException {
        for (String migration : List.of("V202611220910__agreement_matter.sql", "V202611292025__agreement_input.sql")) {
            try (var script = JdbcMattersTest.class.getResourceAsStream("/db/migration/common/" + migration);
                    Connection connection = database.getConnection()) {
                connection.createStatement().execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void findsNothingBeforeAnythingIsAccepted() {
        assertThat(matters.find("crimmitschau-2021")).isEmpty();
        assertThat(matters.ids()).isEmpty();
        assertThat(matters.differences(crimmitschau)).isEmpty();
    }

    @Test
    void givesBackWhatWasAcceptedWithoutTheFile() {
        matters.accept(crimmitschau, true, OUT);
        StoredMatter found = matters.find("crimmitschau-2021").orElseThrow();
        assertThat(found.matter())
                .usingRecursiveComparison()
                .ignoringFields("source")
                .isEqualTo(crimmitschau);
        assertThat(found.matter().source().folder())
                .isEqualTo(Path.of("examples/crimmitschau").toAbsolutePath());
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.rehearsal()).isTrue();
        assertThat(found.out()).isEqualTo(OUT.toAbsolutePath());
        assertThat(matters.ids()).containsExactly("crimmitschau-2021");
    }

    @Test
    void keepsTheVersionWhereNothingDiffersAndRemembersTheNewFolder() {
        matters.accept(crimmitschau, true, OUT);
        StoredMatter again = matters.accept(crimmitschau, true, Path.of("anderswo"));
        assertThat(again.version()).isEqualTo(1);
        assertThat(matters.find("crimmitschau-2021").orElseThrow().out())
                .isEqualTo(Path.of("anderswo").toAbsolutePath());
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void keepsTheOldVersionBesideTheNew() {
        matters.accept(crimmitschau, true, OUT);
        StoredMatter changed = matters.accept(withoutGuest(), true, OUT);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(rows()).isEqualTo(2);
        assertThat(matters.find("crimmitschau-2021").orElseThrow().matter().persons())
                .hasSize(3);
    }

    @Test
    void countsANewVersionWhenAMatterBecomesARehearsal() {
        matters.accept(crimmitschau, false, OUT);
        assertThat(matters.accept(crimmitschau, true, OUT).version()).isEqualTo(2);
        assertThat(matters.find("crimmitschau-2021").orElseThrow().rehearsal()).isTrue();
    }

    @Test
    void reportsEachChangedValueAndFindsPersonsByKey() {
        matters.accept(crimmitschau, true, OUT);
        Person promoted = new Person(
                "rodig",
                Person.Salutation.HERR,
                "Dr.",
                "Lutz",
                "Rodig",
                "Landespolizeipräsident",
                "polizei",
                "",
                "polizeipraesident@pd-zwickau.example",
                List.of());
        Matter changed = AMatter.like(crimmitschau)
                .withoutRelease()
                .persons(AMatter.RAPHAEL, promoted, AMatter.FORKERT)
                .build();
        assertThat(matters.differences(changed))
                .contains(
                        new Difference("personen[1].amt", "Polizeipräsident", "Landespolizeipräsident"),
                        new Difference("personen[1].titel", "", "Dr."),
                        new Difference("personen[3].name", "Wöller", ""),
                        new Difference("medieninformation.zahlen.beraten", "126", ""))
                .noneMatch(difference -> difference.path().startsWith("personen[0]"));
    }

    @Test
    void seesAChangedOrderOnce() {
        matters.accept(crimmitschau, true, OUT);
        List<Person> reversed = new ArrayList<>(crimmitschau.persons());
        Collections.reverse(reversed);
        Matter changed = AMatter.like(crimmitschau)
                .persons(reversed.toArray(Person[]::new))
                .build();
        assertThat(matters.differences(changed))
                .containsExactly(new Difference(
                        "personen[]", "raphael, rodig, forkert, woeller", "woeller, forkert, rodig, raphael"));
    }

    @Test
    void refusesAVersionThatAnotherProcessAddedMeanwhile() {
        matters.accept(crimmitschau, true, OUT);
        Matter other = AMatter.like(crimmitschau).mailboxes().build();
        // The clock is asked between reading and writing: just then the other process is faster.
        Clock overtaken = new Clock() {
            @Override
            public Instant instant() {
                matters.accept(other, true, OUT);
                return CLOCK.instant();
            }

            @Override
            public ZoneId getZone() {
                return CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        assertThatThrownBy(() -> matters(null, overtaken).accept(withoutGuest(), true, OUT))
                .isInstanceOfSatisfying(
                        AgreementException.class, e -> assertThat(e.kind()).isEqualTo(NoticedException.Kind.INPUT))
                .hasMessage("agreement.matter.changed-meanwhile");
        assertThat(matters.find("crimmitschau-2021").orElseThrow().matter().mailboxes())
                .isEmpty();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void readsTheSharedRegisterOfToday() throws IOException {
        Path register = folder.resolve("postfaecher.yaml");
        Matters withRegister = matters(register);
        Files.writeString(
                register, "empfaenger: [{adresse: neu@stadt.example, verschluesselt: ja, signierte_dateien: ja}]");
        withRegister.accept(crimmitschau, true, OUT);
        assertThat(withRegister.find("crimmitschau-2021").orElseThrow().matter().mailboxes())
                .hasSize(3);
        Files.writeString(register, "empfaenger: []");
        assertThat(withRegister.differences(crimmitschau)).isEmpty();
        assertThat(withRegister.find("crimmitschau-2021").orElseThrow().matter().mailboxes())
                .hasSize(2);
        Files.delete(register);
        assertThatThrownBy(() -> withRegister.find("crimmitschau-2021")).isInstanceOf(AgreementException.class);
    }

    private Matter withoutGuest() {
        return AMatter.like(crimmitschau)
                .withoutRelease()
                .persons(AMatter.RAPHAEL, AMatter.RODIG, AMatter.FORKERT)
                .build();
    }

    private int rows() {
        return JdbcClient.create(database)
                .sql("select count(*) from matter")
                .query(Integer.class)
                .single();
    }

    private Matters matters(Path register) {
        return matters(register, CLOCK);
    }

    private Matters matters(Path register, Clock clock) {
        return new JdbcMatters(
                JdbcClient.create(database), clock, new SharedMailboxes(new AgreementSettings(register)));
    }

    @Test
    void saysWhoAcceptedAndWhatAVersionSaidUntilItIsForgotten() {
        matters.accept(crimmitschau, true, OUT, "kim");
        matters.accept(withoutGuest(), true, OUT, "robin");
        assertThat(matters.accepted("crimmitschau-2021").orElseThrow().by()).isEqualTo("robin");
        assertThat(matters.accepted("crimmitschau-2021").orElseThrow().version())
                .isEqualTo(2);
        assertThat(matters.text("crimmitschau-2021", 1)).contains(CanonicalForm.write(crimmitschau));
        assertThat(matters.text("crimmitschau-2021", 3)).isEmpty();
        assertThat(matters.accepted("anderswo")).isEmpty();
        matters.forget("crimmitschau-2021");
        assertThatThrownBy(() -> matters.text("crimmitschau-2021", 2)).isInstanceOf(AgreementException.class);
    }
}

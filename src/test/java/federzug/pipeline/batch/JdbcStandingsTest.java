package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.pipeline.Standings.Standing;
import federzug.testkit.DatabaseInMemory;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JdbcStandingsTest {
    private final DatabaseInMemory database = new DatabaseInMemory();
    private final JdbcStandings standings =
            new JdbcStandings(database.client(), new BatchSettings(1, Duration.ofMinutes(1)));

    @Test
    void showsAZeroForWhatIsWatchedEvenInAnEmptyDatabase() {
        assertThat(standings.all())
                .contains(
                        new Standing("matters", "", "", 0),
                        new Standing("mails", "state", "unknown", 0),
                        new Standing("oldest_open_mail_seconds", "", "", 0),
                        new Standing("workers", "", "", 0));
    }

    @Test
    void countsByStateAndNamesNobody() {
        mail("1", "PENDING", OffsetDateTime.now().minusHours(2));
        mail("2", "ACCEPTED", OffsetDateTime.now().minusHours(9));
        mail("3", "ACCEPTED", OffsetDateTime.now());
        database.client()
                .sql("insert into matter_due (matter, due_at, pause, ended, changes)"
                        + " values ('geheim', current_timestamp, 0, false, 0)")
                .update();

        List<Standing> all = standings.all();

        assertThat(all)
                .contains(
                        new Standing("mails", "state", "pending", 1),
                        new Standing("mails", "state", "accepted", 2),
                        new Standing("matters_due", "", "", 1),
                        new Standing("matters_in_hand", "", "", 0));
        assertThat(all)
                .filteredOn(one -> one.what().equals("oldest_open_mail_seconds"))
                .singleElement()
                .satisfies(one -> assertThat(one.number()).isBetween(7000.0, 8000.0));
        assertThat(all.toString()).doesNotContain("geheim", "Muster", "@");
    }

    private void mail(String id, String state, OffsetDateTime created) {
        database.client()
                .sql("insert into send_ledger (id, matter, business_key, ordinal, kind, recipient, name, subject,"
                        + " file_name, message_id, state, attempts, created_at, since, version) values (?, 'geheim',"
                        + " ?, ?, 'PRESS', 'kim@muster.example', 'Kim Muster', 'Betreff', 'm.eml', ?, ?, 0, ?, ?, 0)")
                .params(id, "k" + id, Integer.parseInt(id), "<" + id + "@x>", state, created, created)
                .update();
    }
}

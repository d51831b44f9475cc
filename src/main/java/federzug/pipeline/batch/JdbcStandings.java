package federzug.pipeline.batch;

import federzug.pipeline.Standings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts rows by their state, of the tables of all rooms: it reads no other column of them, and writes none. States
 * that ask for a person's eye are counted also when they are empty, so that monitoring sees a zero.
 */
@Component
class JdbcStandings implements Standings {
    private static final List<String> MAIL_STATES = List.of(
            "PENDING", "LEASED", "HANDING_OVER", "ACCEPTED", "DEFERRED", "REJECTED", "UNKNOWN", "BOUNCED", "BY_HAND");
    private static final String OPEN_MAILS = "state in ('PENDING', 'LEASED', 'HANDING_OVER', 'DEFERRED')";

    private final JdbcClient jdbc;
    private final BatchSettings settings;

    JdbcStandings(JdbcClient jdbc, BatchSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public List<Standing> all() {
        List<Standing> all = new ArrayList<>();
        all.add(new Standing("matters", "", "", one("select count(distinct id) from matter")));
        all.addAll(byState("documents", "stage", "select stage, count(*) from document group by stage"));
        all.addAll(byState("signings", "state", "select state, count(*) from ceremony group by state"));
        all.addAll(byState("signatures", "state", "select state, count(*) from turn group by state"));
        all.addAll(byState("releases", "state", "select state, count(*) from press_release group by state"));
        all.addAll(mails());
        all.add(new Standing("matters_in_hand", "", "", one("select count(*) from run_lease")));
        all.add(new Standing(
                "matters_due",
                "",
                "",
                one("select count(*) from matter_due d where d.due_at <= current_timestamp"
                        + " and not exists (select 1 from run_lease l where l.matter = d.matter)")));
        all.add(new Standing("workers", "", "", workers()));
        return all;
    }

    private List<Standing> mails() {
        List<Standing> all = byState("mails", "state", "select state, count(*) from send_ledger group by state");
        for (String state : MAIL_STATES) {
            String word = state.toLowerCase(Locale.ROOT);
            if (all.stream().noneMatch(one -> one.state().equals(word))) {
                all.add(new Standing("mails", "state", word, 0));
            }
        }
        all.add(new Standing(
                "oldest_open_mail_seconds",
                "",
                "",
                one("select coalesce(extract(epoch from current_timestamp) - extract(epoch from min(created_at)), 0)"
                        + " from send_ledger where " + OPEN_MAILS)));
        return all;
    }

    private double workers() {
        return jdbc.sql("select count(*) from worker_register r where "
                        + "r.beat_at > current_timestamp - cast(:silence as integer) * interval '1' second")
                .param("silence", Math.toIntExact(settings.silence().toSeconds()))
                .query(Double.class)
                .single();
    }

    private double one(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }

    private List<Standing> byState(String what, String label, String sql) {
        return new ArrayList<>(jdbc.sql(sql)
                .query((row, number) ->
                        new Standing(what, label, row.getString(1).toLowerCase(Locale.ROOT), row.getDouble(2)))
                .list());
    }
}

package federzug.ceremony;

import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code rehearsal_sheet} and {@code rehearsal_return}. */
@Component
class JdbcRehearsalSheets implements RehearsalSheets {
    private final JdbcClient jdbc;
    private final DocumentStore documents;
    private final TransactionTemplate transaction;

    JdbcRehearsalSheets(JdbcClient jdbc, DocumentStore documents, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<PreparedPdf> sheet(String matter) {
        return jdbc.sql("select prepared from rehearsal_sheet where matter = ?")
                .param(matter)
                .query(String.class)
                .optional()
                .flatMap(hex -> documents.find(new Digest(hex), PreparedPdf.class));
    }

    @Override
    public PreparedPdf keep(String matter, PreparedPdf sheet, Instant at) {
        documents.keep(sheet);
        try {
            jdbc.sql("insert into rehearsal_sheet (matter, prepared, made_at) values (?, ?, ?)")
                    .params(matter, sheet.content().digest().hex(), JdbcCeremonies.utc(micros(at)))
                    .update();
            return sheet;
        } catch (DuplicateKeyException e) {
            return sheet(matter).orElse(sheet);
        }
    }

    @Override
    public List<Learned> learned(String matter) {
        return jdbc.sql("select * from rehearsal_return where matter = ? order by person")
                .param(matter)
                .query((row, number) -> new Learned(
                        row.getString("matter"),
                        row.getString("person"),
                        new Digest(row.getString("copy")),
                        row.getString("holder"),
                        row.getString("serial_number"),
                        row.getBoolean("time_stamped"),
                        row.getBoolean("name_matches"),
                        row.getString("confirmed_by"),
                        JdbcCeremonies.instant(row, "returned_at")))
                .list();
    }

    @Override
    public void learn(Learned learned) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from rehearsal_return where matter = ? and person = ?")
                    .params(learned.matter(), learned.person())
                    .update();
            jdbc.sql("insert into rehearsal_return (matter, person, copy, holder, serial_number, time_stamped,"
                            + " name_matches, confirmed_by, returned_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            learned.matter(),
                            learned.person(),
                            learned.copy().hex(),
                            learned.holder(),
                            learned.serialNumber(),
                            learned.timestamped(),
                            learned.nameMatches(),
                            learned.confirmedBy(),
                            JdbcCeremonies.utc(micros(learned.at())))
                    .update();
        });
    }

    @Override
    public void confirm(String matter, String person, String by) {
        jdbc.sql("update rehearsal_return set confirmed_by = ? where matter = ? and person = ?")
                .params(by, matter, person)
                .update();
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}

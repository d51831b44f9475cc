package federzug.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.testkit.DatabaseInMemory;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

@Tag("database")
class JdbcReleaseDeletionTest {
    private final DatabaseInMemory database = new DatabaseInMemory();
    private final JdbcReleaseDeletion deletion = new JdbcReleaseDeletion(database.client(), database.transactions());

    @BeforeEach
    void approvals() {
        for (String matter : new String[] {"alt", "neu"}) {
            database.client()
                    .sql("insert into approval (matter, number, person, approved_by, approved_at, wording)"
                            + " values (?, 1, 'rodig', 'Kim Muster', ?, 'w')")
                    .params(matter, LocalDateTime.of(2026, 11, 30, 9, 0))
                    .update();
        }
    }

    @Test
    void emptiesWhatAMatterHoldsOfPersonsAndNoOther() {
        deletion.forgetPersons("alt");
        deletion.forgetPersons("alt");
        assertThat(approvedBy("alt")).isEmpty();
        assertThat(approvedBy("neu")).isEqualTo("Kim Muster");
    }

    @Test
    void emptiesAllOrNothing() {
        database.client().sql("alter table press_dispatch rename to elsewhere").update();
        assertThatThrownBy(() -> deletion.forgetPersons("alt")).isInstanceOf(DataAccessException.class);
        assertThat(approvedBy("alt")).isEqualTo("Kim Muster");
    }

    private String approvedBy(String matter) {
        return database.client()
                .sql("select approved_by from approval where matter = ?")
                .param(matter)
                .query(String.class)
                .single();
    }
}

package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.delivery.ledger.LedgerEntry;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.delivery.ledger.Ledgers;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import federzug.document.Digest;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The ledger on its own, on both databases: one row per mail, and no move that another one has overtaken. */
@Tag("database")
class JdbcSendLedgerTest {
    private static final Digest MAIL = Digest.of(new byte[] {1});
    private static final Instant UNTIL = Instant.parse("2030-01-01T00:00:00Z");

    private final AMailroom room = new AMailroom();

    @Test
    void aMailHasOneRowHoweverOftenItIsAskedFor() {
        LedgerRow first = row();
        room.later(Duration.ofHours(1));
        assertThat(row()).isEqualTo(first);
        assertThat(room.ledger.all()).containsExactly(first);
        assertThat(room.ledger.find(first.id())).contains(first);
        assertThat(first.state()).isEqualTo(MailState.PENDING);
    }

    @Test
    void twoWhoAskAtOnceGetTheSameRow() {
        List<CompletableFuture<LedgerRow>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(CompletableFuture.supplyAsync(this::row));
        }
        assertThat(asking.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(room.ledger.all()).hasSize(1);
    }

    @Test
    void aMoveWhoseCommitWasNotAnsweredCountsOnce() {
        AtomicBoolean breaks = new AtomicBoolean();
        DataSource source = new DelegatingDataSource(
                room.database.transactions().getDataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection inner = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            Object done = method.invoke(inner, arguments);
                            if (method.getName().equals("commit") && breaks.compareAndSet(true, false)) {
                                throw new SQLException("terminating connection", "57P01");
                            }
                            return done;
                        });
            }
        };
        SendLedger broken = Ledgers.of(new JdbcTransactionManager(source), room.clock);
        LedgerRow row = broken.entries(List.of(entry(false))).get(0);
        breaks.set(true);

        Optional<LedgerRow> moved = broken.move(Transition.lease(row, MAIL, UNTIL));

        assertThat(moved).isPresent();
        assertThat(moved.get().attempts()).isEqualTo(1);
        assertThat(broken.move(Transition.lease(row, MAIL, UNTIL)))
                .as("from a row that is no longer so")
                .isEmpty();
    }

    @Test
    void aRehearsalIsAnotherMail() {
        room.ledger.entries(List.of(entry(true)));
        assertThat(row()).isNotNull();
        assertThat(room.ledger.all()).hasSize(2);
    }

    @Test
    void onlyTheFirstOfTwoMovesFromTheSameRowCounts() {
        LedgerRow row = row();
        Optional<LedgerRow> leased = room.ledger.move(Transition.lease(row, MAIL, UNTIL));
        assertThat(leased).hasValueSatisfying(after -> {
            assertThat(after.state()).isEqualTo(MailState.LEASED);
            assertThat(after.attempts()).isEqualTo(1);
            assertThat(after.holder()).isNotEmpty();
        });
        assertThat(room.ledger.move(Transition.lease(row, MAIL, UNTIL))).isEmpty();
        assertThat(room.ledger.latest(row)).isEqualTo(leased.get());
    }

    @Test
    void movesTogetherCountEachForItself() {
        LedgerRow row = row();
        LedgerRow other = room.ledger.entries(List.of(entry(true))).get(0);
        room.ledger.move(Transition.lease(row, MAIL, UNTIL));
        List<Optional<LedgerRow>> moved =
                room.ledger.moveAll(List.of(Transition.lease(row, MAIL, UNTIL), Transition.lease(other, MAIL, UNTIL)));
        assertThat(moved.get(0)).isEmpty();
        assertThat(moved.get(1)).isPresent();
        assertThat(room.ledger.takenUp()).hasSize(2);
    }

    @Test
    void aRowComesBackAsItWasWritten() {
        LedgerRow row = row();
        LedgerRow leased = room.ledger.move(Transition.lease(row, MAIL, UNTIL)).orElseThrow();
        LedgerRow handed = room.ledger
                .move(Transition.to(MailState.HANDING_OVER, leased, Reason.NONE, MAIL))
                .orElseThrow();
        Reason reason = new Reason("delivery.smtp.unknown", "451 … später");
        LedgerRow unknown = room.ledger
                .move(Transition.to(MailState.UNKNOWN, handed, reason, MAIL))
                .orElseThrow();
        assertThat(room.ledger.find(row.id())).contains(unknown);
        assertThat(unknown.reason()).isEqualTo(reason);
        assertThat(unknown.holder()).isEmpty();
        assertThat(room.ledger.ofMatter(row.matter())).containsExactly(unknown);
    }

    @Test
    void aMailThatHasArrivedIsNeverTakenUpAgain() {
        LedgerRow leased =
                room.ledger.move(Transition.lease(row(), MAIL, UNTIL)).orElseThrow();
        LedgerRow handed = room.ledger
                .move(Transition.to(MailState.HANDING_OVER, leased, Reason.NONE, MAIL))
                .orElseThrow();
        LedgerRow accepted = room.ledger
                .move(Transition.to(MailState.ACCEPTED, handed, Reason.NONE, MAIL))
                .orElseThrow();
        assertThatThrownBy(() -> Transition.lease(accepted, MAIL, UNTIL)).isInstanceOf(IllegalStateException.class);
    }

    private LedgerRow row() {
        return room.ledger.entries(List.of(entry(false))).get(0);
    }

    private LedgerEntry entry(boolean rehearsal) {
        return new LedgerEntry(room.agreementMail(rehearsal), rehearsal, "Vertrag", "lpr.example");
    }
}

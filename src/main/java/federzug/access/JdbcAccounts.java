package federzug.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code account} and {@code account_role}. */
@Component
class JdbcAccounts implements Accounts {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcAccounts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<Account> find(String name) {
        return jdbc.sql("select * from account where name = ?")
                .param(name)
                .query((row, number) -> account(row))
                .optional();
    }

    @Override
    public Optional<Account> outside(Account.Origin origin, String outside) {
        return jdbc.sql("select * from account where origin = ? and outside = ?")
                .params(origin.name(), outside)
                .query((row, number) -> account(row))
                .optional();
    }

    @Override
    public List<Account> all() {
        return jdbc.sql("select * from account order by name")
                .query((row, number) -> account(row))
                .list();
    }

    @Override
    public boolean add(Account account, Instant at) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("insert into account (name, shown, encoded, state, version, must_change, demo, made_at,"
                                + " origin, outside) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                account.name(),
                                account.shown(),
                                account.encoded(),
                                account.state().name(),
                                account.version(),
                                account.mustChange(),
                                account.demo(),
                                utc(at),
                                account.origin().name())
                        .param(account.outside())
                        .update();
                writeRoles(account);
            });
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public boolean change(Account account) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int rows = jdbc.sql("update account set shown = ?, encoded = ?, state = ?, version = version + 1,"
                            + " must_change = ? where name = ? and version = ?")
                    .params(
                            account.shown(),
                            account.encoded(),
                            account.state().name(),
                            account.mustChange(),
                            account.name(),
                            account.version())
                    .update();
            if (rows == 1) {
                jdbc.sql("delete from account_role where account = ?")
                        .param(account.name())
                        .update();
                writeRoles(account);
            }
            return rows == 1;
        }));
    }

    @Override
    public void loggedIn(String name, Instant at) {
        jdbc.sql("update account set last_login = ? where name = ?")
                .params(utc(at), name)
                .update();
    }

    private void writeRoles(Account account) {
        account.roles()
                .forEach(role -> jdbc.sql("insert into account_role (account, role) values (?, ?)")
                        .params(account.name(), role.name())
                        .update());
    }

    private Account account(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new Account(
                name,
                row.getString("shown"),
                row.getString("encoded"),
                roles(name),
                Account.State.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getBoolean("must_change"),
                row.getBoolean("demo"),
                instant(row, "last_login"),
                Account.Origin.valueOf(row.getString("origin")),
                row.getString("outside"));
    }

    private Set<Role> roles(String name) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        jdbc.sql("select role from account_role where account = ?")
                .param(name)
                .query((row, number) -> Role.valueOf(row.getString("role")))
                .list()
                .forEach(role -> roles.add(Objects.requireNonNull(role)));
        return roles;
    }

    static OffsetDateTime utc(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

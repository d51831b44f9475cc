package federzug.testkit;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A fresh database with our own tables (not Spring Batch's): in memory, if the run is not one on a server. */
public final class DatabaseInMemory {
    private final DataSource source = DatabaseForTests.empty();

    public DatabaseInMemory() {
        Flyway.configure(DatabaseInMemory.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/common")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    public DataSource source() {
        return source;
    }

    public JdbcClient client() {
        return JdbcClient.create(source);
    }

    public PlatformTransactionManager transactions() {
        return new DataSourceTransactionManager(source);
    }
}

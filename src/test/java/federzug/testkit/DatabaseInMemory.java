package federzug.testkit;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A fresh H2 database in memory with our own tables (not Spring Batch's), as long as this object is reachable. */
public final class DatabaseInMemory {
    private final JdbcDataSource source = new JdbcDataSource();

    public DatabaseInMemory() {
        source.setURL("jdbc:h2:mem:" + Integer.toHexString(System.identityHashCode(this)) + System.nanoTime()
                + ";DB_CLOSE_DELAY=-1");
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

package federzug.testkit;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An empty database with the tables of the migrations named. */
public record MailDatabase(JdbcClient jdbc, JdbcTransactionManager transactions) {
    public static MailDatabase with(String... migrations) {
        return on(DatabaseForTests.empty(), migrations);
    }

    /** Opens a database that may be there already; only the migrations named are run. */
    public static MailDatabase at(String url, String... migrations) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return on(source, migrations);
    }

    private static MailDatabase on(DataSource source, String... migrations) {
        ResourceDatabasePopulator populator = new ResourceDatabasePopulator();
        for (String migration : migrations) {
            populator.addScript(new ClassPathResource("db/migration/common/" + migration));
        }
        if (migrations.length > 0) {
            populator.execute(source);
        }
        return new MailDatabase(JdbcClient.create(source), new JdbcTransactionManager(source));
    }
}

package federzug.testkit;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An empty database in memory with the tables of the migrations named. */
public record MailDatabase(JdbcClient jdbc, JdbcTransactionManager transactions) {
    public static MailDatabase with(String... migrations) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        ResourceDatabasePopulator populator = new ResourceDatabasePopulator();
        for (String migration : migrations) {
            populator.addScript(new ClassPathResource("db/migration/common/" + migration));
        }
        populator.execute(source);
        return new MailDatabase(JdbcClient.create(source), new JdbcTransactionManager(source));
    }
}

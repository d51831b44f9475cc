package federzug.pipeline.batch;

import federzug.pipeline.DatabaseFacts;
import java.sql.DatabaseMetaData;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Asks the database about itself. */
@Component
class JdbcDatabaseFacts implements DatabaseFacts {
    private final JdbcClient jdbc;
    private final DataSource source;

    JdbcDatabaseFacts(JdbcClient jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.source = source;
    }

    @Override
    public Instant now() {
        return jdbc.sql("select current_timestamp")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Override
    public String product() {
        try {
            return JdbcUtils.extractDatabaseMetaData(
                    source,
                    (DatabaseMetaData about) ->
                            about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
        } catch (MetaDataAccessException e) {
            return "";
        }
    }

    @Override
    public int migrations() {
        return jdbc.sql("select count(*) from \"flyway_schema_history\" where \"success\" and \"version\" is not null")
                .query(Integer.class)
                .single();
    }

    @Override
    public String newest() {
        return String.valueOf(jdbc.sql("select max(\"version\") from \"flyway_schema_history\" where \"success\"")
                .query(String.class)
                .single());
    }
}

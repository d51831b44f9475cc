package federzug.pipeline.doctor;

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
class JdbcDatabaseFacts {
    private final JdbcClient jdbc;
    private final DataSource source;

    JdbcDatabaseFacts(JdbcClient jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.source = source;
    }

    /** By the clock of the machine it runs on. */
    Instant now() {
        return jdbc.sql("select current_timestamp")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Name and version. */
    String product() {
        try {
            return JdbcUtils.extractDatabaseMetaData(
                    source,
                    (DatabaseMetaData about) ->
                            about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
        } catch (MetaDataAccessException e) {
            return "";
        }
    }

    /** How often the schema was brought up to date. */
    int migrations() {
        return jdbc.sql("select count(*) from \"flyway_schema_history\" where \"success\" and \"version\" is not null")
                .query(Integer.class)
                .single();
    }

    String newest() {
        return String.valueOf(jdbc.sql("select max(\"version\") from \"flyway_schema_history\" where \"success\"")
                .query(String.class)
                .single());
    }
}

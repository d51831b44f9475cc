package federzug.houseplan.broken.agreement;

import java.sql.ResultSet;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

@NullMarked
final class JdbcAdapterAsItShouldBe {
    JdbcClient client;

    record Row(ResultSet values) {}
}

package federzug.houseplan.broken.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

@NullMarked
final class UsesJdbcClient {
    JdbcClient thing;
}

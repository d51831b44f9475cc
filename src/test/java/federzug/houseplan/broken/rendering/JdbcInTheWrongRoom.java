package federzug.houseplan.broken.rendering;

import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

@NullMarked
final class JdbcInTheWrongRoom {
    JdbcClient thing;
}

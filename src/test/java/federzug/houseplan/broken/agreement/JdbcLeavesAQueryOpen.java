package federzug.houseplan.broken.agreement;

import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

@NullMarked
final class JdbcLeavesAQueryOpen {
    Stream<String> names(JdbcClient jdbc) {
        return jdbc.sql("select name from matter").query(String.class).stream();
    }
}

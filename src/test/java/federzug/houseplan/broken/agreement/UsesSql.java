package federzug.houseplan.broken.agreement;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class UsesSql {
    void write(Connection connection) throws SQLException {
        connection.prepareStatement("update ceremony set state = 'CLOSED'");
        connection.prepareStatement("insert into " + "turn (matter) values (1)");
        connection.prepareStatement("delete from matter");
    }
}

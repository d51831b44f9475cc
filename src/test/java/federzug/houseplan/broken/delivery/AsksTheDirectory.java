package federzug.houseplan.broken.delivery;

import com.unboundid.ldap.sdk.LDAPConnection;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class AsksTheDirectory {
    LDAPConnection thing;
}

package federzug.houseplan.broken.release;

import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class BelievesTokens {
    SignedJWT thing;
}

package federzug.houseplan.broken.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Component;

/** A service of the face. */
@Component
@NullMarked
public class ServesTheHouse {}

package federzug.houseplan.broken.delivery;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class JdbcForEverybody {}

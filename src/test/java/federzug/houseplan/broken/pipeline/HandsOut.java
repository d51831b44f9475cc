package federzug.houseplan.broken.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Component;

@NullMarked
@Component
public class HandsOut {}

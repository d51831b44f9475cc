package federzug.houseplan.broken.rendering;

import java.util.List;
import org.apache.fop.apps.FopFactory;
import org.jspecify.annotations.NullMarked;

@NullMarked
public record ShowsFopInAList(List<FopFactory> factories) {}

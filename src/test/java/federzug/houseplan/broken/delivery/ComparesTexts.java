package federzug.houseplan.broken.delivery;

import com.github.difflib.DiffUtils;
import java.util.List;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class ComparesTexts {
    int differences(List<String> one, List<String> other) {
        return DiffUtils.diff(one, other).getDeltas().size();
    }
}

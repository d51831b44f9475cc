package federzug.houseplan.broken.signing;

import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class ReadsWord {
    WordprocessingMLPackage thing;
}

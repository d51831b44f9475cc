package federzug.houseplan.broken.delivery;

import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class ReadsTables {
    CsvReader<?> thing;
}

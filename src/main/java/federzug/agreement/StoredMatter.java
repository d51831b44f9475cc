package federzug.agreement;

import java.nio.file.Path;

/**
 * A matter as it was last accepted.
 *
 * @param version counts from 1; each accepted change of the data adds one
 * @param rehearsal decided when it was prepared: the data say so, or a device's chain ends at the demo root
 * @param out folder that receives the finished files of all matters given with it ({@code --out}), absolute
 */
public record StoredMatter(Matter matter, int version, boolean rehearsal, Path out) {}

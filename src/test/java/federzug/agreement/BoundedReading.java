package federzug.agreement;

import federzug.notice.Notice;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Reads a table in a JVM of its own, whose heap somebody has bounded, and prints how many matters were good, which lines
 * were wrong, and the most memory in use after a collection.
 */
final class BoundedReading {
    private BoundedReading() {}

    public static void main(String[] arguments) {
        MatterReader reader = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null)));
        int[] good = {0};
        TreeSet<Integer> wrong = new TreeSet<>();
        reader.each(Path.of(arguments[0]), reading -> {
            good[0] += reading.matters().size();
            reading.notices().stream()
                    .filter(Notice::isError)
                    .forEach(notice -> wrong.add(notice.place().line()));
        });
        System.out.println("good " + good[0]);
        System.out.println("wrong " + wrong);
        System.out.println("memory " + afterCollections() / (1 << 20));
    }

    private static long afterCollections() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}

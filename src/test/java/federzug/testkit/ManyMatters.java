package federzug.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As many rehearsals as wanted, as one CSV file: the Torgau example under other identities. */
public final class ManyMatters {
    private static final Path EXAMPLE = Path.of("examples/sachsen-2021-csv/vorgaenge.csv");
    private static final String ID = "torgau-2021";

    private ManyMatters() {}

    /** @return {@code vorgaenge.csv} in the folder with matters {@code m-00000}, {@code m-00001}, … */
    public static Path csv(Path folder, int number) throws IOException {
        return csv(folder, 0, number);
    }

    public static Path csv(Path folder, int from, int number) throws IOException {
        List<String> example = Files.readString(EXAMPLE).lines().toList();
        String row =
                example.stream().filter(line -> line.startsWith(ID)).findFirst().orElseThrow();
        Path file = folder.resolve("vorgaenge.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(example.get(0) + "\n");
            for (int i = from; i < from + number; i++) {
                out.write(id(i) + row.substring(ID.length()) + "\n");
            }
        }
        return file;
    }

    public static String id(int number) {
        return "m-%05d".formatted(number);
    }
}

package federzug.pipeline.folder;

import federzug.document.Content;
import federzug.document.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers which files were put into a folder for the records, and finds those that have gone or were changed since. Other
 * files in it belong to the people who put them there.
 *
 * @param madeFrom what the files were made from
 */
public record FiledFiles(String madeFrom, List<Content> files) {
    /** In a matter's folder. */
    public static final String FOLDER = "ablage/";

    public static final String LIST = ".stand";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\d{1,18})  ([^/\\\\]{1,255})");
    private static final long LARGEST = 1_000_000;

    public FiledFiles {
        files = List.copyOf(files);
    }

    /** What was put there last; empty if nothing was, or if the list has gone or is none. */
    public static Optional<FiledFiles> in(Path folder) {
        try {
            Path list = folder.resolve(LIST);
            if (!Files.isRegularFile(list) || Files.size(list) > LARGEST) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(list);
            return Optional.of(new FiledFiles(
                    lines.isEmpty() ? "" : lines.get(0),
                    lines.stream().skip(1).flatMap(FiledFiles::content).toList()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Stream<Content> content(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches()
                ? Stream.of(new Content(new Digest(parts.group(1)), parts.group(3), Long.parseLong(parts.group(2))))
                : Stream.empty();
    }

    /** As it is kept in the folder. */
    public String text() {
        return madeFrom + "\n"
                + files.stream()
                        .map(file -> file.digest().hex() + "  " + file.size() + "  " + file.name() + "\n")
                        .collect(Collectors.joining());
    }

    /** Those that are not there as they were put there. Only what was written after the list is read in full. */
    public List<Content> faults(Path folder) {
        try {
            FileTime listed = Files.getLastModifiedTime(folder.resolve(LIST));
            return files.stream()
                    .filter(file -> !isThere(folder.resolve(file.name()), file, listed))
                    .toList();
        } catch (IOException e) {
            return files;
        }
    }

    private static boolean isThere(Path path, Content file, FileTime listed) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (!found.isRegularFile() || found.size() != file.size()) {
                return false;
            }
            if (found.lastModifiedTime().compareTo(listed) < 0) {
                return true;
            }
            try (InputStream in = Files.newInputStream(path)) {
                return Digest.of(in).equals(file.digest());
            }
        } catch (IOException e) {
            return false;
        }
    }
}

package federzug.pipeline.checking;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that are to be checked: named ones, and all PDF files of named folders. */
final class CheckFolder {
    private CheckFolder() {}

    static List<Path> expand(List<Path> named) {
        List<Notice> trouble = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                List<Path> found = pdfs(path);
                if (found.isEmpty()) {
                    trouble.add(Notice.error("pipeline.check.empty-folder", Place.file(path.toString())));
                }
                files.addAll(found);
            } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
                files.add(path);
            } else {
                trouble.add(Notice.error("pipeline.check.no-file", Place.file(path.toString())));
            }
        }
        if (!trouble.isEmpty()) {
            throw new PipelineException(Kind.INPUT, trouble, null);
        }
        return files;
    }

    private static List<Path> pdfs(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.getFileName().toString().matches("(?i).*\\.pdf"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new PipelineException(
                    Kind.INPUT, Notice.error("pipeline.check.no-file", Place.file(folder.toString())), e);
        }
    }
}

package federzug.pipeline.checking;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the files that are to be checked: named ones, and all PDF files of named folders. What cannot be read is kept
 * in its place and reported as a result of its own, so that it neither stops the others nor is skipped.
 */
final class CheckFolder {
    private static final int DEEPEST = 100;

    private CheckFolder() {}

    /** @throws PipelineException if there is nothing at all to check */
    static List<Path> expand(List<Path> named) {
        List<Notice> trouble = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        boolean readable = false;
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                List<Path> found = pdfs(path);
                if (found.isEmpty()) {
                    trouble.add(Notice.error("pipeline.check.empty-folder", Place.file(path.toString())));
                    files.add(path);
                }
                files.addAll(found);
                readable |= !found.isEmpty();
            } else {
                files.add(path);
                boolean fine = Files.isRegularFile(path) && Files.isReadable(path);
                readable |= fine;
                if (!fine) {
                    trouble.add(Notice.error("pipeline.check.no-file", Place.file(path.toString())));
                }
            }
        }
        if (!readable) {
            throw new PipelineException(Kind.INPUT, trouble);
        }
        return files;
    }

    /** The files one by one, for work that needs all of them. */
    static void requireReadable(List<Path> named) {
        List<Notice> trouble = named.stream()
                .filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .map(path -> Notice.error("pipeline.check.no-file", Place.file(path.toString())))
                .toList();
        if (!trouble.isEmpty()) {
            throw new PipelineException(Kind.INPUT, trouble);
        }
    }

    private static List<Path> pdfs(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, Set.<FileVisitOption>of(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.getFileName().toString().matches("(?i).*\\.(pdf|asice|asics|sce|scs|p7m)")
                            && Files.isRegularFile(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            found.add(folder);
        }
        found.sort(null);
        return found;
    }
}

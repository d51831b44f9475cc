package federzug.pipeline.doctor;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks whether anybody but its owner can read the data folder. */
record FileRights(Path home) {
    List<Notice> look() {
        if (!home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return List.of(Notice.note("pipeline.doctor.rights-unknown", Place.NOWHERE, home));
        }
        List<Notice> open = new ArrayList<>();
        try {
            check(home, open);
            if (open.isEmpty()) {
                // Nobody else gets as far as the files in it.
                return List.of(Notice.note("pipeline.doctor.rights", Place.NOWHERE, home));
            }
            try (Stream<Path> files = Files.list(home)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    check(file, open);
                }
            }
        } catch (IOException e) {
            return List.of(Notice.warning("pipeline.doctor.rights-unreadable", Place.file(home.toString())));
        }
        return open;
    }

    private static void check(Path file, List<Notice> open) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
            open.add(Notice.warning("pipeline.doctor.rights-open", Place.file(file.toString())));
        }
    }
}

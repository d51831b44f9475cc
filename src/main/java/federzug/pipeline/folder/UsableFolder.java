package federzug.pipeline.folder;

import federzug.file.WholeFile;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Checks before any work that a folder is local and writable. */
public final class UsableFolder {
    private static final Set<String> NETWORK = Set.of(
            "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "davfs", "9p");

    private UsableFolder() {}

    /**
     * Creates the folder if need be and tries to write there.
     *
     * @return the absolute, normalised folder
     * @throws PipelineException (INPUT) if it lies on a network drive (locks and renames are not safe there), is no
     *     folder, or cannot be written
     */
    public static Path requireLocalAndWritable(Path folder) {
        Path absolute = requireWritable(folder);
        Place place = Place.file(absolute.toString());
        try {
            if (NETWORK.contains(Files.getFileStore(absolute).type().toLowerCase(Locale.ROOT))) {
                throw PipelineException.refused("pipeline.folder.network", place);
            }
        } catch (IOException e) {
            throw notWritable(absolute, e);
        }
        return absolute;
    }

    /** As {@link #requireLocalAndWritable}, for a single file that may also lie on a network drive. */
    public static Path requireWritable(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            WholeFile.beside(absolute.resolve("federzug")).close();
        } catch (IOException e) {
            throw notWritable(absolute, e);
        }
        return absolute;
    }

    /** Refuses a file or folder that could not be written. */
    public static PipelineException notWritable(Path file, IOException cause) {
        return PipelineException.refused("pipeline.folder.not-writable", Place.file(file.toString()))
                .causedBy(cause);
    }

    /**
     * As a person writes it: {@code \\\\server\\share} and {@code //server/share} are a network drive on every system,
     * though some take them for local paths.
     */
    public static Path named(String folder) {
        if (folder.startsWith("\\\\") || folder.startsWith("//") || folder.matches("[a-zA-Z][a-zA-Z0-9+.-]+:/.*")) {
            throw PipelineException.refused("pipeline.folder.network", Place.file(folder));
        }
        return Path.of(folder);
    }
}

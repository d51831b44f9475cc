package federzug.pipeline;

import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * A file that somebody hands in, by whatever door.
 *
 * @param name for messages only, never a path: its last segment, without what no file name may hold
 */
public record Upload(String name, byte[] content) {
    private static final int LONGEST = 150;
    private static final String NAMELESS = "datei";

    public Upload {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "").strip();
        String bounded = plain.length() > LONGEST ? plain.substring(plain.length() - LONGEST) : plain;
        name = bounded.replaceAll("\\.+", ".").equals(".") || bounded.isEmpty() ? NAMELESS : bounded;
    }

    /**
     * Reads a file.
     *
     * @param most no more bytes than one beyond this are read, which the caller refuses
     * @throws PipelineException if it cannot be read
     */
    public static Upload of(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Upload(String.valueOf(file.getFileName()), in.readNBytes(most + 1));
        } catch (IOException e) {
            throw PipelineException.refused("pipeline.check.no-file", Place.file(file.toString()))
                    .causedBy(e);
        }
    }

    /** Reads files one after the other, so that never more than one is in memory; a bad one is no end of the others. */
    public static Iterable<Upload> each(List<Path> files, int most) {
        return () -> {
            Iterator<Path> left = files.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return left.hasNext();
                }

                @Override
                public Upload next() {
                    return Upload.of(left.next(), most);
                }
            };
        };
    }
}

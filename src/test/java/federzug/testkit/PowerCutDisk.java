package federzug.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 ({@code jdbc:h2:powercut:…}) that keeps beside each file what a power cut would leave of it: its
 * content when it was last forced to the disk.
 */
public final class PowerCutDisk extends FilePathWrapper {
    private static final String SCHEME = "powercut";

    public static void install() {
        FilePath.register(new PowerCutDisk());
    }

    /** What would be left of a database, as another one. */
    public static void cut(Path database, Path left) throws IOException {
        Files.copy(
                durable(database.resolveSibling(database.getFileName() + ".mv.db")),
                left.resolveSibling(left.getFileName() + ".mv.db"));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode), Path.of(getBase().toString()));
    }

    private static Path durable(Path file) {
        return file.resolveSibling(file.getFileName() + ".durable");
    }

    private static final class Channel extends FileBase {
        private final FileChannel inner;
        private final Path file;

        Channel(FileChannel inner, Path file) {
            this.inner = inner;
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            inner.force(metaData);
            Files.copy(file, durable(file), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public long position() throws IOException {
            return inner.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            inner.position(position);
            return this;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return inner.read(to);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return inner.read(to, position);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return inner.write(from);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return inner.write(from, position);
        }

        @Override
        public long size() throws IOException {
            return inner.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            inner.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return inner.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            inner.close();
        }
    }
}

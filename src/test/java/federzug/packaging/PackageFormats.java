package federzug.packaging;

import federzug.packaging.FileTree.Node;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes archives whose bytes depend on nothing but their content and one time.
 *
 * @param seconds the time of all entries, since 1970 (SOURCE_DATE_EPOCH)
 */
record PackageFormats(long seconds) {
    /** Root owns all files. */
    void tar(FileTree tree, String under, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            Node node = entry.getValue();
            String name = under + entry.getKey() + (node.isFolder() ? "/" : "");
            TarArchiveEntry header = node.link() == null
                    ? new TarArchiveEntry(name)
                    : new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            if (node.link() != null) {
                header.setLinkName(node.link());
            }
            header.setMode(node.mode());
            header.setIds(0, 0);
            header.setNames("root", "root");
            header.setModTime(new Date(seconds * 1000));
            header.setSize(node.content() == null ? 0 : node.content().size());
            tar.putArchiveEntry(header);
            copy(node, tar);
            tar.closeArchiveEntry();
        }
        tar.finish();
    }

    byte[] tarGz(FileTree tree, String under) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = fast(bytes)) {
            tar(tree, under, gzip);
        }
        return bytes.toByteArray();
    }

    static GZIPOutputStream fast(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    /**
     * By the program xz, in blocks: the number of cores changes the time, not the bytes. Most of it is compressed already; a
     * higher level takes three times as long for four percent.
     */
    void tarXz(FileTree tree, String under, Path file) throws IOException {
        Process xz = new ProcessBuilder("xz", "-0", "-T2", "--block-size=16MiB", "-c")
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = new BufferedOutputStream(xz.getOutputStream(), 1 << 16)) {
            tar(tree, under, in);
        }
        try {
            if (xz.waitFor() != 0) {
                throw new IOException("xz");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void zip(FileTree tree, String under, Path file) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
                Node node = entry.getValue();
                if (node.link() != null) {
                    throw new IOException("A link does not belong in a ZIP: " + entry.getKey());
                }
                ZipArchiveEntry header = new ZipArchiveEntry(under + entry.getKey() + (node.isFolder() ? "/" : ""));
                header.setTime(seconds * 1000);
                header.setUnixMode((node.isFolder() ? 040000 : 0100000) | node.mode());
                zip.putArchiveEntry(header);
                copy(node, zip);
                zip.closeArchiveEntry();
            }
        }
    }

    /** The Debian format: an ar archive of a version, the control files and the files. */
    void deb(FileTree control, FileTree data, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            member(ar, "control.tar.gz", tarGz(control, "./"));
            member(ar, "data.tar.gz", tarGz(data, "./"));
        }
    }

    private void member(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length, 0, 0, 0100644, seconds));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }

    private static void copy(Node node, OutputStream out) throws IOException {
        if (node.content() != null) {
            try (InputStream in = node.content().open()) {
                in.transferTo(out);
            }
        }
    }
}

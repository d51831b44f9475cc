package federzug.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A folder in one small file. Documents of a signing begin with one another, megabytes apart: what was there before is
 * written as its place, wherever it was, and the rest is deflated. (A ZIP sees 32 kB.)
 */
public final class SolidArchive {
    private static final int WINDOW = 32;
    private static final int STEP = 8;

    private SolidArchive() {}

    /** @param wanted by the path within the folder, with slashes */
    public static void write(Path folder, Predicate<String> wanted, Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(name(folder, file)))
                    .sorted(Comparator.<Path>comparingLong(file -> file.toFile().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        Files.createDirectories(archive.getParent());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(Files.newOutputStream(archive), best))) {
            out.writeInt(files.size());
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                out.writeUTF(name(folder, file));
                out.writeInt(content.length);
                bytes.writeBytes(content);
            }
            encode(bytes.toByteArray(), out);
        } finally {
            best.end();
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static void encode(byte[] all, DataOutputStream out) throws IOException {
        Map<Integer, Integer> places = new HashMap<>();
        int from = 0;
        for (int at = 0; at < all.length; ) {
            int earlier = at + WINDOW <= all.length ? places.getOrDefault(hash(all, at), -1) : -1;
            int length = earlier < 0 ? 0 : same(all, earlier, at);
            if (length >= WINDOW) {
                piece(all, from, at, earlier, length, out);
                for (int i = at; i < at + length; i++) {
                    remember(all, i, places);
                }
                at += length;
                from = at;
            } else {
                remember(all, at, places);
                at++;
            }
        }
        piece(all, from, all.length, 0, 0, out);
    }

    private static void remember(byte[] all, int at, Map<Integer, Integer> places) {
        if (at % STEP == 0 && at + WINDOW <= all.length) {
            places.putIfAbsent(hash(all, at), at);
        }
    }

    private static int hash(byte[] all, int at) {
        int hash = 1;
        for (int i = at; i < at + WINDOW; i++) {
            hash = 31 * hash + all[i];
        }
        return hash;
    }

    private static int same(byte[] all, int one, int other) {
        int length = 0;
        while (other + length < all.length && all[one + length] == all[other + length]) {
            length++;
        }
        return length;
    }

    private static void piece(byte[] all, int from, int to, int earlier, int length, DataOutputStream out)
            throws IOException {
        out.writeInt(to - from);
        out.write(all, from, to - from);
        out.writeInt(length);
        out.writeInt(earlier);
    }

    /** Unpacks an archive into a folder. */
    public static void read(InputStream archive, Path folder) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(archive))) {
            String[] names = new String[in.readInt()];
            int[] sizes = new int[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = in.readUTF();
                sizes[i] = in.readInt();
            }
            byte[] all = new byte[Arrays.stream(sizes).sum()];
            for (int at = 0; at < all.length; ) {
                int plain = in.readInt();
                in.readFully(all, at, plain);
                at += plain;
                int length = in.readInt();
                int earlier = in.readInt();
                for (int i = 0; i < length; i++) {
                    all[at++] = all[earlier + i]; // may overlap
                }
            }
            int at = 0;
            for (int i = 0; i < names.length; i++) {
                Path file = folder.resolve(names[i]);
                Files.createDirectories(file.getParent());
                Files.write(file, Arrays.copyOfRange(all, at, at + sizes[i]));
                at += sizes[i];
            }
        }
    }
}

package federzug.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies in a package: files, folders and links by path, in one order whatever the disk says. */
final class FileTree {
    /** A folder has neither content nor link. */
    record Node(
            int mode, @Nullable Content content, @Nullable String link) {
        boolean isFolder() {
            return content == null && link == null;
        }
    }

    /** Bytes in memory or on disk. */
    interface Content {
        long size() throws IOException;

        InputStream open() throws IOException;

        static Content of(byte[] bytes) {
            return new Content() {
                @Override
                public long size() {
                    return bytes.length;
                }

                @Override
                public InputStream open() {
                    return new java.io.ByteArrayInputStream(bytes);
                }
            };
        }

        static Content of(Path file) {
            return new Content() {
                @Override
                public long size() throws IOException {
                    return Files.size(file);
                }

                @Override
                public InputStream open() throws IOException {
                    return Files.newInputStream(file);
                }
            };
        }
    }

    private final TreeMap<String, Node> nodes = new TreeMap<>();

    Map<String, Node> nodes() {
        return nodes;
    }

    FileTree folder(String path) {
        return folder(path, 0755);
    }

    FileTree folder(String path, int mode) {
        parents(path);
        nodes.put(path, new Node(mode, null, null));
        return this;
    }

    FileTree text(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    FileTree text(String path, String text, int mode) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8), mode);
    }

    FileTree bytes(String path, byte[] bytes, int mode) {
        parents(path);
        nodes.put(path, new Node(mode, Content.of(bytes), null));
        return this;
    }

    FileTree file(String path, Path file, int mode) {
        parents(path);
        nodes.put(path, new Node(mode, Content.of(file), null));
        return this;
    }

    FileTree link(String path, String target) {
        parents(path);
        nodes.put(path, new Node(0777, null, target));
        return this;
    }

    /** All that lies in a folder of the disk; of the rights only whether a file may be executed. */
    FileTree copy(String under, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted().toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                String target = name.isEmpty() ? under : under.isEmpty() ? name : under + "/" + name;
                if (target.isEmpty()) {
                    continue;
                }
                if (Files.isSymbolicLink(path)) {
                    link(target, Files.readSymbolicLink(path).toString());
                } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    folder(target);
                } else {
                    file(target, path, Files.isExecutable(path) ? 0755 : 0644);
                }
            }
        }
        return this;
    }

    FileTree add(String under, FileTree other) {
        other.nodes.forEach((path, node) -> {
            String target = under.isEmpty() ? path : under + "/" + path;
            parents(target);
            nodes.put(target, node);
        });
        return this;
    }

    /** The same without what a package does not want. */
    FileTree without(String... paths) {
        FileTree kept = new FileTree();
        nodes.forEach((path, node) -> {
            if (Stream.of(paths).noneMatch(gone -> path.equals(gone) || path.startsWith(gone + "/"))) {
                kept.nodes.put(path, node);
            }
        });
        return kept;
    }

    /** What lies under one path, under another. */
    FileTree only(String under, String target) {
        FileTree kept = new FileTree();
        nodes.forEach((path, node) -> {
            if (path.equals(under) || path.startsWith(under + "/")) {
                String moved = target + path.substring(under.length());
                kept.parents(moved);
                kept.nodes.put(moved, node);
            }
        });
        return kept;
    }

    FileTree edit(String path, UnaryOperator<String> change) throws IOException {
        Node node = nodes.get(path);
        if (node == null || node.content() == null) {
            throw new IllegalArgumentException(path);
        }
        try (InputStream in = node.content().open()) {
            return text(path, change.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8)), node.mode());
        }
    }

    void writeTo(Path folder, FileTime time) throws IOException {
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            Path target = folder.resolve(entry.getKey());
            Node node = entry.getValue();
            if (node.link() != null) {
                Files.createSymbolicLink(target, Path.of(node.link()));
            } else if (node.content() == null) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                try (InputStream in = node.content().open()) {
                    Files.copy(in, target);
                }
                target.toFile().setExecutable((node.mode() & 0100) != 0, false);
                // The class archive of Java knows the times of the jars.
                Files.setLastModifiedTime(target, time);
            }
        }
    }

    long size() throws IOException {
        long sum = 0;
        for (Node node : nodes.values()) {
            sum += node.content() == null ? 4096 : node.content().size();
        }
        return sum;
    }

    private void parents(String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0 && !nodes.containsKey(path.substring(0, slash))) {
            folder(path.substring(0, slash));
        }
    }
}

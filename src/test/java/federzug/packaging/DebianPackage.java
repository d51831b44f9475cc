package federzug.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Lays the folder out as Debian wants it: system user, units, timers, man pages and completion included. */
record DebianPackage(Path dist, String version, Instant time) {
    private static final String HOME = "usr/share/federzug";

    FileTree data(FileTree folder) throws IOException {
        FileTree data = new FileTree().add(HOME, folder.without("share", "bin/federzug.cmd", "CHANGELOG.md"));
        data.link("usr/bin/federzug", "../share/federzug/bin/federzug");
        for (Map.Entry<String, FileTree.Node> entry : folder.nodes().entrySet()) {
            if (entry.getKey().startsWith("share/man/man1/")) {
                data.bytes("usr/" + entry.getKey() + ".gz", gzip(entry.getValue()), 0644);
            } else if (entry.getKey().equals("CHANGELOG.md")) {
                data.add("", folder.only("CHANGELOG.md", "usr/share/doc/federzug/CHANGELOG.md"));
            }
        }
        data.add("", folder.only("share/bash-completion", "usr/share/bash-completion"));
        data.text("changelog", changelog());
        data.bytes("usr/share/doc/federzug/changelog.gz", gzip(data.nodes().get("changelog")), 0644);
        data.nodes().remove("changelog");
        data.file("usr/share/doc/federzug/copyright", dist.resolve("debian/copyright"), 0644);
        data.file("usr/share/lintian/overrides/federzug", dist.resolve("debian/lintian-overrides"), 0644);
        data.folder("etc/federzug", 0750);
        data.file("etc/federzug/federzug.yaml", dist.resolve("debian/federzug.yaml"), 0640);
        data.folder("var/lib/federzug", 0750);
        String common = Files.readString(dist.resolve("systemd/common")).strip();
        data.copy("lib/systemd/system", dist.resolve("systemd"));
        for (String unit : data.nodes().keySet().stream()
                .filter(path -> path.endsWith(".service"))
                .toList()) {
            data.edit(unit, text -> text.replace("@COMMON@", common));
        }
        return data.without("lib/systemd/system/common");
    }

    FileTree control(FileTree data) throws IOException {
        FileTree control = new FileTree();
        control.text(
                "control",
                Files.readString(dist.resolve("debian/control"))
                        .replace("@VERSION@", version)
                        .replace("@SIZE@", Long.toString(data.size() / 1024)));
        control.file("conffiles", dist.resolve("debian/conffiles"), 0644);
        control.file("triggers", dist.resolve("debian/triggers"), 0644);
        for (String script : new String[] {"postinst", "prerm", "postrm"}) {
            control.file(script, dist.resolve("debian/" + script), 0755);
        }
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, FileTree.Node> entry : data.nodes().entrySet()) {
            FileTree.Content content = entry.getValue().content();
            if (content != null && !entry.getKey().startsWith("etc/")) {
                sums.append(md5(content)).append("  ").append(entry.getKey()).append('\n');
            }
        }
        return control.text("md5sums", sums.toString());
    }

    private String changelog() {
        return "federzug (%s) unstable; urgency=medium\n\n  * What is new: /usr/share/doc/federzug/CHANGELOG.md\n\n"
                        .formatted(version)
                + " -- Federzug maintainers <federzug@federzug.example>  "
                + DateTimeFormatter.RFC_1123_DATE_TIME
                        .format(time.atOffset(ZoneOffset.UTC))
                        .replace("GMT", "+0000")
                + "\n";
    }

    private static String md5(FileTree.Content content) throws IOException {
        try (InputStream in = content.open()) {
            java.security.MessageDigest md5 = java.security.MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                md5.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(md5.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As lintian wants it: the best compression, without a time. */
    private static byte[] gzip(FileTree.Node node) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FileTree.Content content = node.content();
        if (content == null) {
            throw new IOException("Only files are compressed.");
        }
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                };
                InputStream in = content.open()) {
            in.transferTo(gzip);
        }
        byte[] packed = bytes.toByteArray();
        // The byte that tells how hard it was tried (RFC 1952, XFL); Java leaves it out.
        packed[8] = 2;
        return packed;
    }
}

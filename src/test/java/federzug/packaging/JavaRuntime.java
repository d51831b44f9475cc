package federzug.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Links a Java runtime with what Federzug needs and nothing else (jlink). */
record JavaRuntime(Path jdk) {
    /** What jdeps names, and what it cannot see: providers of security, languages, character sets, cards, DNS. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.desktop",
            "java.instrument",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.smartcardio",
            "java.sql.rowset",
            "java.xml.crypto",
            "jdk.charsets",
            "jdk.crypto.cryptoki",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.localedata",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.unsupported",
            "jdk.xml.dom",
            "jdk.zipfs");

    /**
     * @param foreign a JDK for another system, with its folder {@code jmods}, of the same version; null for this system
     */
    FileTree link(Path target, @org.jspecify.annotations.Nullable Path foreign) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/jlink").toString()));
        if (foreign != null) {
            command.addAll(List.of("--module-path", foreign.resolve("jmods").toString()));
        }
        command.addAll(List.of(
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--include-locales=de,en",
                "--add-modules",
                String.join(",", modules()),
                "--output",
                target.toString()));
        run(command);
        return new FileTree().copy("", target);
    }

    /** A module that this version no longer has is part of another there. */
    private List<String> modules() throws IOException {
        Process list = new ProcessBuilder(jdk.resolve("bin/java").toString(), "--list-modules").start();
        String known = new String(list.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return MODULES.stream().filter(name -> known.contains(name + "@")).toList();
    }

    /** A distribution's Java leans on libraries of that distribution. */
    boolean isSelfContained() throws IOException {
        String release = Files.readString(jdk.resolve("release"));
        return !release.contains("IMPLEMENTOR=\"Debian\"") && !release.contains("IMPLEMENTOR=\"Ubuntu\"");
    }

    static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException(e);
        }
    }
}

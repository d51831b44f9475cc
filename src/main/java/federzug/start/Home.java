package federzug.start;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.folder.UsableFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder with data and database, and what the application must know before it starts. */
public final class Home {
    private static final int LOOPBACK_MILLISECONDS = 1000;
    private static final String PASSWORD_FILE = "database.key";

    /** Name of the configuration file. */
    public static final String CONFIGURATION = "federzug.yaml";

    private Home() {}

    public static Map<String, Object> properties(StartOptions options) {
        Path named = UsableFolder.named(options.home());
        createOwned(named);
        protect(named);
        Path home = UsableFolder.requireLocalAndWritable(named);
        // H2's automatic server mode listens on all interfaces by default.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        // A busy machine may take longer than H2's two seconds to answer the second process.
        System.setProperty("h2.socketConnectTimeout", "20000");
        // The pool takes connections used a moment ago for sound; a database that was restarted has broken them all.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        Map<String, Object> properties = new HashMap<>();
        properties.put("federzug.home", home.toString());
        properties.put("federzug.database-password", password(home));
        properties.put("federzug.database-sharing", hasLoopback() ? ";AUTO_SERVER=TRUE" : "");
        if (System.getProperty("federzug.app") != null) {
            properties.put("federzug.app", System.getProperty("federzug.app"));
        }
        configure(options, properties);
        properties.put("federzug.log.console", options.verbose() ? "INFO" : "OFF");
        return properties;
    }

    /** Whether there is neither a home with data nor anything that could name a database elsewhere. */
    public static boolean isMissing(StartOptions options) {
        return configuration(options).isEmpty()
                && options.config() == null
                && !Files.exists(UsableFolder.named(options.home()))
                && System.getenv().keySet().stream().noneMatch(name -> name.startsWith("FEDERZUG_DATABASE"))
                && System.getProperties().stringPropertyNames().stream()
                        .noneMatch(name -> name.startsWith("federzug.database"));
    }

    /** For commands that work on files alone: the folder is neither looked at nor made. */
    public static Map<String, Object> withoutData(StartOptions options) {
        Path home = UsableFolder.named(options.home()).toAbsolutePath();
        Map<String, Object> properties = new HashMap<>();
        properties.put("federzug.home", home.toString());
        if (System.getProperty("federzug.app") != null) {
            properties.put("federzug.app", System.getProperty("federzug.app"));
        }
        configure(options, properties);
        properties.put("logging.config", "classpath:logback-alone.xml");
        properties.put("federzug.log.console", options.verbose() ? "INFO" : "OFF");
        return properties;
    }

    /**
     * Several processes share the database over the loopback; a machine without one works too, one process at a time.
     */
    private static boolean hasLoopback() {
        // Binding succeeds even where the loopback is down; only a connection proves it.
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket self = new Socket()) {
            self.connect(probe.getLocalSocketAddress(), LOOPBACK_MILLISECONDS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Database, log and documents are their owner's alone, also in a home that was made open to others.
     *
     * @throws StartException if others can read it and that cannot be changed
     */
    public static void protect(Path home) {
        if (!Files.isDirectory(home)
                || !home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            tighten(home, "rwx------");
            Path log = home.resolve("log");
            for (Path folder : Files.isDirectory(log) ? new Path[] {home, log} : new Path[] {home}) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        tighten(file, "rw-------");
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StartException(Notice.error("start.home.open", Place.file(home.toString()))).causedBy(e);
        }
    }

    private static void tighten(Path file, String rights) throws IOException {
        try {
            Set<PosixFilePermission> owner = PosixFilePermissions.fromString(rights);
            if (!owner.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, owner);
            }
        } catch (NoSuchFileException e) {
            // Removed by another process.
        }
    }

    /** Documents and addresses of people lie there: a new home is its owner's alone. */
    private static void createOwned(Path home) {
        if (Files.exists(home)) {
            return;
        }
        try {
            Path absolute = home.toAbsolutePath();
            if (absolute.getParent() != null) {
                Files.createDirectories(absolute.getParent());
            }
            boolean posix =
                    absolute.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectory(
                    absolute,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        } catch (IOException e) {
            // Reported by the check that follows, with its place and advice.
        }
    }

    /** The one configuration file in force: the first that is there. Files are never merged. */
    public static Optional<Path> configuration(StartOptions options) {
        return candidates(options).stream().filter(Files::exists).findFirst();
    }

    /** Where a configuration file is looked for, the first one that counts first. */
    public static List<Path> candidates(StartOptions options) {
        @Nullable Path named = options.config();
        if (named != null) {
            return List.of(named.toAbsolutePath());
        }
        return List.of(
                Path.of(CONFIGURATION).toAbsolutePath(),
                UsableFolder.named(options.home()).toAbsolutePath().resolve(CONFIGURATION),
                Path.of(System.getProperty("federzug.etc", "/etc/federzug"), CONFIGURATION));
    }

    /** A file that is there but cannot be read is not ignored: its settings would silently not apply. */
    private static void configure(StartOptions options, Map<String, Object> properties) {
        Optional<Path> found = configuration(options);
        @Nullable Path file = found.isEmpty() ? options.config() : found.get();
        if (file == null) {
            return;
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new StartException(Notice.error(
                    "start.config.unreadable", Place.file(file.toAbsolutePath().toString())));
        }
        properties.put("spring.config.additional-location", file.toUri().toString());
        String passedOver = candidates(options).stream()
                .filter(one -> !one.equals(file) && Files.exists(one))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        if (!passedOver.isEmpty()) {
            properties.put(InstalledHere.PASSED_OVER, passedOver);
        }
    }

    /** The database listens on a loopback port while it is open, so it has a password that only this user can read. */
    private static String password(Path home) {
        Path file = home.resolve(PASSWORD_FILE);
        try {
            if (!Files.exists(file)) {
                makePassword(home, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartException(Notice.error("start.home.key", Place.file(file.toString()))).causedBy(e);
        }
    }

    private static void makePassword(Path home, Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path part = Files.createTempFile(home, ".key", ".tmp", ownerOnly(home));
        try {
            Files.writeString(part, HexFormat.of().formatHex(random));
            try {
                Files.createLink(file, part);
            } catch (UnsupportedOperationException e) {
                Files.copy(part, file);
            }
        } catch (FileAlreadyExistsException e) {
            // Made by another call at the same moment: that one counts.
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path home) {
        boolean posix = home.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS);
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

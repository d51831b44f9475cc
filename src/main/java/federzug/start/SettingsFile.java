package federzug.start;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a configuration file with every setting: those that were answered, the others as comments. */
public final class SettingsFile {
    private static final String ROOT = "federzug";
    private static final String STEP = "  ";

    /** What is asked, and the setting that must have been answered before. */
    private static final List<Question> QUESTIONS = List.of(
            new Question("federzug.web.house", ""),
            new Question("federzug.invitation.contact", ""),
            new Question("federzug.invitation.phone", "federzug.invitation.contact"),
            new Question("federzug.delivery.sender-address", ""),
            new Question("federzug.delivery.sender-name", "federzug.delivery.sender-address"),
            new Question("federzug.delivery.smtp.host", "federzug.delivery.sender-address"),
            new Question("federzug.delivery.smtp.tls", "federzug.delivery.smtp.host"),
            new Question("federzug.delivery.smtp.user", "federzug.delivery.smtp.host"),
            new Question("federzug.delivery.smtp.password", "federzug.delivery.smtp.user"),
            new Question("federzug.delivery.rehearsal-address", "federzug.delivery.smtp.host"),
            new Question("federzug.trust.timestamp-services", ""),
            new Question("federzug.database.url", ""),
            new Question("federzug.database.user", "federzug.database.url"),
            new Question("federzug.database.password", "federzug.database.url"),
            new Question("federzug.production", ""));

    private final SettingsTable table = SettingsTable.read();

    private record Question(String key, String needs) {}

    /** The next setting to ask about; empty when all has been asked. An empty answer leaves it as it is. */
    public Optional<Setting> next(Map<String, String> answers) {
        return QUESTIONS.stream()
                .filter(one -> !answers.containsKey(one.key()))
                .filter(one -> one.needs().isEmpty()
                        || !answers.getOrDefault(one.needs(), "").isEmpty())
                .flatMap(one ->
                        table.all().stream().filter(setting -> setting.key().equals(one.key())))
                .findFirst();
    }

    /** What is wrong with an answer, if anything is. */
    public Optional<Notice> fault(Setting setting, String answer) {
        return answer.isEmpty()
                ? Optional.empty()
                : Arrays.stream(setting.list() ? answer.split(",") : new String[] {answer})
                        .flatMap(one -> SettingValue.fault(setting, setting.key(), one, Place.NOWHERE).stream())
                        .findFirst();
    }

    /** @param head German, comments at the beginning; lines without marks */
    public String text(Map<String, String> answers, String head) {
        Node root = new Node();
        for (Setting setting : table.all()) {
            if (setting.isOpen()) {
                add(root, setting);
            }
        }
        StringBuilder text = new StringBuilder();
        head.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        TreeSet<String> given = answers.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Writer writer = new Writer(text, answers, given);
        text.append(ROOT).append(":\n");
        root.children
                .getOrDefault(ROOT, new Node())
                .children
                .forEach((name, node) -> writer.node(ROOT, name, node, 1, 0));
        return text.toString();
    }

    private static void add(Node root, Setting setting) {
        Node at = root;
        for (String step : setting.steps()) {
            at = at.children.computeIfAbsent(step, name -> new Node());
        }
        at.setting = setting;
    }

    /** A step of a key, with what stands below it in the order of the table. */
    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private @Nullable Setting setting;
    }

    private static final class Writer {
        private final StringBuilder text;
        private final Map<String, String> answers;
        private final TreeSet<String> given;
        private String group = "";

        Writer(StringBuilder text, Map<String, String> answers, TreeSet<String> given) {
            this.text = text;
            this.answers = answers;
            this.given = given;
        }

        /** @param off depth of the first step above that is a comment, so that removing the marks keeps all steps aligned; 0: none */
        void node(String parent, String name, Node node, int depth, int off) {
            String key = parent + "." + name;
            boolean active = given.contains(key) || given.stream().anyMatch(one -> one.startsWith(key + "."));
            int comment = active ? 0 : off > 0 ? off : depth;
            heading(node);
            String indent =
                    comment == 0 ? STEP.repeat(depth) : STEP.repeat(comment) + "# " + STEP.repeat(depth - comment);
            text.append(indent).append(shown(parent, name)).append(':');
            Setting setting = node.setting;
            if (setting != null) {
                String value = active ? value(setting, answers.getOrDefault(key, "")) : fallback(setting);
                text.append(value.isEmpty() ? "" : " " + value).append("   # ").append(setting.text());
                if (!active && value.isEmpty() && !setting.fallback().isEmpty()) {
                    text.append(" (").append(setting.fallback()).append(')');
                }
            }
            text.append('\n');
            node.children.forEach((step, child) -> node(key, step, child, depth + 1, comment));
        }

        private void heading(Node node) {
            Node first = node;
            while (first.setting == null) {
                first = first.children.values().iterator().next();
            }
            if (!first.setting.group().equals(group)) {
                group = first.setting.group();
                text.append('\n').append(STEP).append("# --- ").append(group).append('\n');
            }
        }

        /** Names that users choose stand there as examples. */
        private static String shown(String parent, String name) {
            if (!name.equals(Setting.ANY)) {
                return name;
            }
            return parent.endsWith(".access") ? "\"[rechner.example]\"" : "beispiel";
        }

        /** Empty where it is described in words: they would be taken for a value. */
        private static String fallback(Setting setting) {
            boolean words = setting.kind() == Setting.Kind.PATH
                    || setting.kind() == Setting.Kind.TEXT && setting.fallback().contains(" ")
                    || setting.kind() == Setting.Kind.TEXT && setting.list();
            return words || hasFault(setting, setting.fallback()) ? "" : value(setting, setting.fallback());
        }

        private static String value(Setting setting, String given) {
            if (given.isEmpty()) {
                return "";
            }
            if (setting.list()) {
                return Arrays.stream(given.split(","))
                        .map(one -> quoted(one.strip()))
                        .collect(Collectors.joining(", ", "[ ", " ]"));
            }
            return switch (setting.kind()) {
                case FLAG, COUNT, TIME, WAIT, CHOICE -> given;
                default -> quoted(given);
            };
        }

        private static String quoted(String text) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    private static boolean hasFault(Setting setting, String values) {
        return Arrays.stream(setting.list() ? values.split(",") : new String[] {values})
                .anyMatch(one -> SettingValue.fault(setting, setting.key(), one, Place.NOWHERE)
                        .isPresent());
    }

    /**
     * Writes the file in full or not at all, for its owner alone, and only if there is none.
     *
     * @throws StartException if there is one already, or it cannot be written
     */
    public static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        try {
            Path folder = target.getParent();
            if (folder == null || Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            Path part = Files.createTempFile(
                    folder,
                    ".federzug",
                    ".tmp",
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0]);
            try {
                Files.writeString(part, text);
                link(target, part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new StartException(Notice.error("start.config.exists", Place.file(target.toString()))).causedBy(e);
        } catch (IOException e) {
            throw new StartException(Notice.error("start.config.not-written", Place.file(target.toString())))
                    .causedBy(e);
        }
    }

    /** A link is never made over a file that another call has made meanwhile. */
    private static void link(Path target, Path part) throws IOException {
        try {
            Files.createLink(target, part);
        } catch (UnsupportedOperationException e) {
            Files.copy(part, target);
        }
    }
}

package federzug.packaging;

import federzug.packaging.BillOfMaterials.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checked-in list of versions that are not shipped, each with its reason. */
record VersionRules(List<Rule> rules) {
    /**
     * @param library {@code group:name}; a star stands for any rest
     * @param below the first version that may be shipped
     * @param accepted a weak version that is shipped nevertheless, or empty
     */
    record Rule(String library, String below, String accepted, String reason) {
        private boolean isAbout(Library other) {
            String pattern = Pattern.quote(library).replace("*", "\\E.*\\Q");
            return other.id().matches(pattern);
        }

        boolean forbids(Library other) {
            return isAbout(other)
                    && compare(other.version(), below) < 0
                    && !other.version().equals(accepted);
        }

        boolean excuses(Library other) {
            return isAbout(other) && other.version().equals(accepted);
        }
    }

    static VersionRules read(Path file) throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("library;")) {
                continue;
            }
            String[] cells = line.split(";", 4);
            if (cells.length != 4 || cells[0].isBlank() || cells[1].isBlank() || cells[3].isBlank()) {
                throw new IllegalArgumentException("library;below;accepted;reason – but: " + line);
            }
            rules.add(new Rule(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()));
        }
        return new VersionRules(rules);
    }

    /** What must not be shipped, and exceptions that nothing needs any more. */
    List<String> troubles(List<Library> libraries) {
        List<String> troubles = new ArrayList<>();
        for (Rule rule : rules) {
            for (Library library : libraries) {
                if (rule.forbids(library)) {
                    troubles.add("%s %s is older than %s: %s"
                            .formatted(library.id(), library.version(), rule.below(), rule.reason()));
                }
            }
            if (!rule.accepted().isEmpty() && libraries.stream().noneMatch(rule::excuses)) {
                troubles.add("%s %s is accepted, but not shipped: please remove the exception"
                        .formatted(rule.library(), rule.accepted()));
            }
        }
        return troubles;
    }

    void requireNone(List<Library> libraries) {
        List<String> troubles = troubles(libraries);
        if (!troubles.isEmpty()) {
            throw new IllegalStateException(String.join("\n", troubles));
        }
    }

    private static final Pattern PART = Pattern.compile("\\d+|[A-Za-z]+");

    /** Numbers as numbers; a word (alpha, rc, RELEASE) comes before no word but after nothing equal. */
    static int compare(String one, String other) {
        Matcher a = PART.matcher(one);
        Matcher b = PART.matcher(other);
        while (true) {
            boolean more = a.find();
            boolean otherMore = b.find();
            if (!more || !otherMore) {
                return more ? tail(a.group()) : otherMore ? -tail(b.group()) : 0;
            }
            boolean number = Character.isDigit(a.group().charAt(0));
            boolean otherNumber = Character.isDigit(b.group().charAt(0));
            int order = number && otherNumber
                    ? new java.math.BigInteger(a.group()).compareTo(new java.math.BigInteger(b.group()))
                    : number != otherNumber
                            ? Boolean.compare(number, otherNumber)
                            : a.group().compareTo(b.group());
            if (order != 0) {
                return order;
            }
        }
    }

    /** A longer version is newer if it goes on with a number, older if it goes on with a word such as rc. */
    private static int tail(String part) {
        return Character.isDigit(part.charAt(0)) ? 1 : -1;
    }
}

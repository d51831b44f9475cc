package federzug.packaging;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes a man page (roff) for each command, from the same model that parses it. */
record ManPages(CommandLine root, String version, LocalDate day) {
    /** {@code federzug.1}, {@code federzug-send.1}, {@code federzug-trust-export.1} … */
    FileTree pages() {
        FileTree pages = new FileTree();
        add(root, pages);
        return pages;
    }

    private void add(CommandLine line, FileTree pages) {
        pages.text(name(line.getCommandSpec()) + ".1", page(line));
        line.getSubcommands().values().stream().distinct().forEach(sub -> add(sub, pages));
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private String page(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
        StringBuilder out = new StringBuilder();
        out.append(".TH %s 1 %s \"Federzug %s\" Federzug\n"
                .formatted(escape(name(spec).toUpperCase(Locale.ROOT)), day, version));
        section(out, "NAME");
        out.append(escape(name(spec)))
                .append(" \\- ")
                .append(escape(short_(spec)))
                .append('\n');
        section(out, "AUFRUF");
        out.append(escape(help.synopsis(0).strip().replaceAll("\\s+", " "))).append('\n');
        section(out, "BESCHREIBUNG");
        Stream.of(spec.usageMessage().description()).forEach(text -> paragraphs(out, text));
        if (!spec.positionalParameters().isEmpty()) {
            section(out, "ANGABEN");
            spec.positionalParameters().forEach(arg -> item(out, arg.paramLabel(), arg));
        }
        section(out, "OPTIONEN");
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                String label = String.join(", ", option.names());
                item(out, option.arity().max() == 0 ? label : label + " " + option.paramLabel(), option);
            }
        }
        List<CommandLine> subs =
                line.getSubcommands().values().stream().distinct().toList();
        if (!subs.isEmpty()) {
            section(out, "BEFEHLE");
            subs.forEach(sub -> out.append(".TP\n\\fB")
                    .append(escape(name(sub.getCommandSpec())))
                    .append("\\fR(1)\n")
                    .append(escape(short_(sub.getCommandSpec())))
                    .append('\n'));
        }
        section(out, "RÜCKGABEWERTE");
        out.append(
                        "0 erledigt, oder es wird auf Personen gewartet; 1 etwas verlangt Aufmerksamkeit; 2 falsche Angaben; ")
                .append("3 fehlgeschlagen.\n");
        section(out, "SIEHE AUCH");
        out.append("Handbuch: ")
                .append(escape("/usr/share/federzug/handbuch/index.html"))
                .append('\n');
        return out.toString();
    }

    private static void section(StringBuilder out, String name) {
        out.append(".SH ").append(name).append('\n');
    }

    private static void item(StringBuilder out, String label, ArgSpec arg) {
        out.append(".TP\n\\fB").append(escape(label)).append("\\fR\n");
        out.append(escape(Stream.of(arg.description()).map(ManPages::formatted).collect(Collectors.joining(" "))))
                .append('\n');
    }

    private static void paragraphs(StringBuilder out, String text) {
        formatted(text)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(
                        line -> out.append(".PP\n").append(escape(line.strip())).append('\n'));
    }

    /** The first sentence of the description. */
    private static String short_(CommandSpec spec) {
        String all = Stream.of(spec.usageMessage().description())
                .map(ManPages::formatted)
                .collect(Collectors.joining(" "))
                .strip()
                .replaceAll("\\s+", " ");
        int end = all.indexOf(". ");
        String first = end < 0 ? all : all.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private static String formatted(String text) {
        return String.format(text.replaceAll("%(?![n%])", "%%"));
    }

    /** A line that began with a dot or an apostrophe would be a command of roff. */
    static String escape(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}

package federzug.packaging;

import federzug.cli.CommandModel;
import federzug.web.help.Markdown;
import federzug.web.help.Markdown.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/** Finds every call of Federzug that the manual shows: lines of code, and code within sentences and tables. */
public final class ManualCommands {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|„[^“]*“|\\S+");
    private static final Pattern CODE = Pattern.compile("``(.+?)``|`([^`]+)`");
    private final Set<String> names;

    /**
     * @param names of all commands: a piece of code that begins with one and goes on is a call, too
     */
    ManualCommands(Set<String> names) {
        this.names = names;
    }

    /**
     * One call.
     *
     * @param words without the program's name
     * @param open whether it may lack something: it stands in a sentence, or ends in "…"
     */
    record Call(String chapter, String source, List<String> words, boolean open) {}

    /** The words of every call that the manual shows and that lacks nothing. */
    public static List<List<String>> shown(Path folder) throws IOException {
        ManualCommands commands =
                new ManualCommands(CommandModel.line().getSubcommands().keySet());
        List<List<String>> shown = new ArrayList<>();
        new ManualPages(folder)
                .chapters()
                .forEach((name, blocks) -> commands.in(name, blocks).stream()
                        .map(Call::words)
                        .filter(ManualCommands::isComplete)
                        .forEach(shown::add));
        return shown;
    }

    private static boolean isComplete(List<String> words) {
        try {
            CommandModel.line().parseArgs(words.toArray(String[]::new));
            return true;
        } catch (ParameterException e) {
            return false;
        }
    }

    List<Call> in(String chapter, List<Block> blocks) {
        List<Call> calls = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Markdown.Code code) {
                code.text().lines().forEach(line -> lines(chapter, line, calls));
            } else if (block instanceof Markdown.Paragraph paragraph) {
                sentence(chapter, paragraph.text(), calls);
            } else if (block instanceof Markdown.Items items) {
                items.items().forEach(item -> sentence(chapter, item, calls));
            } else if (block instanceof Markdown.Table table) {
                table.rows().forEach(row -> row.forEach(cell -> sentence(chapter, cell, calls)));
            }
        }
        return calls;
    }

    private void lines(String chapter, String line, List<Call> calls) {
        for (String part : line.split("(?=(?:\\./|^)federzug )")) {
            if (part.startsWith("./federzug ") || part.startsWith("federzug ")) {
                // Two blanks, or a number sign, separate what is typed from what is said about it.
                call(chapter, part.split(" {2,}| #", 2)[0], false, calls);
            }
        }
    }

    private void sentence(String chapter, String text, List<Call> calls) {
        Matcher found = CODE.matcher(text);
        while (found.find()) {
            String code = found.group(1) != null ? found.group(1).strip() : found.group(2);
            String first = code.split(" ", 2)[0];
            if (code.startsWith("./federzug ")
                    || code.startsWith("federzug ")
                    || code.startsWith("--")
                    || (names.contains(first) && code.contains(" "))) {
                call(chapter, code, true, calls);
            }
        }
    }

    private static void call(String chapter, String source, boolean mentioned, List<Call> calls) {
        List<String> words = new ArrayList<>();
        boolean open = mentioned;
        Matcher found = WORD.matcher(source.replaceFirst("^(\\./)?federzug ", ""));
        while (found.find()) {
            if (found.group().equals("…")) {
                open = true;
            } else {
                // Brackets stand around what may be left out.
                words.add(
                        found.group(1) != null ? found.group(1) : found.group().replaceAll("^\\[|]$", ""));
            }
        }
        calls.add(new Call(chapter, source, words, open));
    }
}

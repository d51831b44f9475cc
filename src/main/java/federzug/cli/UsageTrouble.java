package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports wrong usage in German, by the kind of error, never by the parser's English message. */
final class UsageTrouble {
    private UsageTrouble() {}

    static Notice explain(ParameterException trouble) {
        if (trouble instanceof MissingParameterException missing) {
            List<ArgSpec> arguments = missing.getMissing();
            return error(
                    "cli.usage.missing",
                    arguments.stream().map(UsageTrouble::name).collect(Collectors.joining(", ")));
        }
        if (trouble instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        Optional<ArgSpec> argument = Optional.ofNullable(trouble.getArgSpec());
        if (argument.isPresent()) {
            return error("cli.usage.value", name(argument.get()), String.valueOf(trouble.getValue()));
        }
        return error("cli.usage.wrong");
    }

    private static Notice unmatched(UnmatchedArgumentException trouble) {
        String first = trouble.getUnmatched().get(0);
        List<String> near = trouble.getSuggestions();
        return near.isEmpty()
                ? error("cli.usage.unknown", first)
                : error("cli.usage.unknown-near", first, String.join(", ", near));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Notice error(String code, Object... arguments) {
        return Notice.error(code, Place.NOWHERE, arguments);
    }
}

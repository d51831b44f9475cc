package federzug.pipeline;

import federzug.agreement.Matters.Difference;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What new data change in a matter whose documents are prepared already: shown to a person before it counts. */
public record DataChange(String matter, List<Difference> differences) {
    public DataChange {
        differences = List.copyOf(differences);
    }

    /** Of exactly what is shown: a consent that is bound to it is void as soon as anything else would change. */
    public Digest digest() {
        String shown = Stream.concat(
                        Stream.of(matter),
                        differences.stream().flatMap(each -> Stream.of(each.path(), each.before(), each.after())))
                .map(value -> value.length() + ":" + value)
                .collect(Collectors.joining("\n"));
        return Digest.of(shown.getBytes(StandardCharsets.UTF_8));
    }
}

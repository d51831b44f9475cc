package federzug.pipeline.run;

import federzug.agreement.DataForm;
import federzug.agreement.Matters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads the example that lies beside the program, as a rehearsal under a name of its own. */
@Component
class ExampleMatter {
    private static final String NAME = "uebung";

    private final Path folder;
    private final Matters matters;

    ExampleMatter(@Value("${federzug.app:.}") String app, Matters matters) {
        this.folder = Path.of(app).resolve("examples").resolve("crimmitschau");
        this.matters = matters;
    }

    boolean isThere() {
        return Files.isRegularFile(folder.resolve("vorgang.yaml"));
    }

    /** Empty if it is not there or cannot be read any more. */
    Optional<DataForm> form() {
        if (!isThere()) {
            return Optional.empty();
        }
        Path file = folder.resolve("vorgang.yaml");
        try {
            return DataForm.read(
                            Files.readString(file, StandardCharsets.UTF_8),
                            file.getFileName().toString())
                    .form()
                    .flatMap(form ->
                            form.withPressList(folder.resolve("verteiler.csv")).form())
                    .map(form -> form.with("kennung", name()).with("probe", "true"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        List<String> taken = matters.ids();
        int number = 1;
        String name = NAME;
        while (taken.contains(name)) {
            name = NAME + "-" + ++number;
        }
        return name;
    }
}

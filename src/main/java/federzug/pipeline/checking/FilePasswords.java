package federzug.pipeline.checking;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The passwords that open single files, as a person typed them; never shown. */
public final class FilePasswords {
    public static final FilePasswords NONE = new FilePasswords(Map.of());

    private final Map<Path, String> byFile;

    public FilePasswords(Map<Path, String> byFile) {
        this.byFile = Map.copyOf(byFile);
    }

    @Nullable
    String of(Path file) {
        return byFile.get(file);
    }

    @Override
    public String toString() {
        return "FilePasswords[" + byFile.size() + "]";
    }
}

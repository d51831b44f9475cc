package federzug.houseplan.broken.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class DeletesDocuments {
    static final String DELETE = "delete from document where digest = 1";
    static final String CHANGE = "update ceremony_journal set reason = null";

    void forget(Path file) throws IOException {
        Files.delete(file);
    }
}

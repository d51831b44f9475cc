package federzug.pipeline.filing;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** Hands out what goes on file of a matter that has ended, as one file. */
@Component
public class FilingDesk {
    private final Matters matters;
    private final ClosingFolder folder;
    private final DocumentStore store;

    FilingDesk(Matters matters, ClosingFolder folder, DocumentStore store) {
        this.matters = matters;
        this.folder = folder;
        this.store = store;
    }

    /**
     * What is in it, in its order.
     *
     * @throws PipelineException if there is no such matter, or it has not ended
     */
    public List<Content> files(String matter) {
        StoredMatter stored = matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
        List<Content> files = folder.files(stored);
        if (files.isEmpty()) {
            throw PipelineException.refused("pipeline.filing.not-yet", Place.file(matter));
        }
        return files;
    }

    /**
     * Writes a ZIP file, one piece after the other: no more than one is held in memory.
     *
     * @param files of {@link #files}
     */
    public void zip(String matter, List<Content> files, OutputStream target) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(target)) {
            for (Content file : files) {
                zip.putNextEntry(new ZipEntry(matter + "/" + file.name()));
                zip.write(store.bytes(file.digest()));
                zip.closeEntry();
            }
        }
    }
}

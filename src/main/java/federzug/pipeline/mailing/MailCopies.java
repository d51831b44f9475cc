package federzug.pipeline.mailing;

import federzug.agreement.StoredMatter;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Brings the mails that a worker has written into the document store, and from there to people of any machine. */
@Component
public class MailCopies {
    private static final String FOLDER = "mail";

    private final Postbox postbox;
    private final DocumentStore store;
    private final OutFolder out;
    private final Path workers;

    MailCopies(Postbox postbox, DocumentStore store, OutFolder out, @Value("${federzug.home}") Path home) {
        this.postbox = postbox;
        this.store = store;
        this.out = out;
        this.workers = home.resolve(OutFolder.WORKERS);
    }

    /** What this machine has written as a worker and not yet brought over: all that a killed one has left. */
    public void keepAll() {
        if (Files.isDirectory(workers)) {
            list(workers).forEach(matter -> keep(String.valueOf(matter.getFileName())));
        }
    }

    /** The same of one matter. The record of sendings beside the mails stays. */
    public void keep(String matter) {
        Path folder = workers.resolve(matter).resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path file : list(folder)) {
            if (file.toString().endsWith(".eml")) {
                try {
                    store.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Writes the mails of a matter for people, as far as they are not only on the machine that has sent them. */
    public void write(StoredMatter stored, Progress progress) {
        Map<String, Digest> written = postbox.written(stored.matter().id());
        int elsewhere = 0;
        for (Map.Entry<String, Digest> mail : written.entrySet()) {
            Path there = out.folder(stored).resolve(FOLDER).resolve(mail.getKey());
            if (store.contains(mail.getValue())) {
                out.write(
                        stored, FOLDER + "/" + mail.getKey(), new Content(mail.getValue(), mail.getKey(), 0), progress);
            } else if (!Files.exists(there)) {
                elsewhere++;
            }
        }
        if (elsewhere > 0) {
            progress.changed(Notice.warning(
                    "pipeline.export.mails-elsewhere",
                    Place.file(stored.matter().id()),
                    elsewhere));
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

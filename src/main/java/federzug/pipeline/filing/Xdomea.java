package federzug.pipeline.filing;

import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Packs what goes on file into a message of xdomea, where the administration has supplied the schema. A message that the schema
 * does not allow is not written.
 */
@Component
class Xdomea {
    private static final Logger LOG = LoggerFactory.getLogger(Xdomea.class);

    private final DocumentStore store;
    private final @Nullable Path folder;

    Xdomea(DocumentStore store, FilingSettings settings) {
        this.store = store;
        this.folder = settings.xdomeaSchema();
    }

    /**
     * @param file the package; null if none was written
     * @param trouble why not; null if it was, or if no schema is supplied
     */
    record Packed(@Nullable Content file, @Nullable Notice trouble) {
        static final Packed NOT_WANTED = new Packed(null, null);
    }

    /** What the packages depend on besides their content: they are made again when a schema comes. */
    String state() {
        Path schema = folder;
        return schema == null ? "" : schema + " " + XdomeaSchema.seen(schema);
    }

    Packed packed(XdomeaMessage message) {
        Path schema = folder;
        if (schema == null) {
            return Packed.NOT_WANTED;
        }
        try {
            return new Packed(checked(message, XdomeaSchema.in(schema)), null);
        } catch (PipelineException e) {
            LOG.warn("no message of xdomea about {}", message.matter(), e);
            Notice why = e.notices().get(0);
            // The rest of the folder is written all the same.
            return new Packed(
                    null,
                    Notice.warning(
                            why.code(),
                            Place.file(schema.toString()),
                            why.arguments().toArray()));
        }
    }

    private Content checked(XdomeaMessage message, XdomeaSchema schema) {
        byte[] xml = message.xml(schema.namespace());
        Optional<String> fault = schema.fault(xml);
        if (fault.isPresent()) {
            LOG.warn("xdomea: {}", fault.get());
            throw PipelineException.failed("pipeline.filing.xdomea-not-valid", Place.NOWHERE);
        }
        String name = message.process() + "_" + XdomeaMessage.TYPE;
        return store.put(name + ".zip", zip(message, name + ".xml", xml));
    }

    /** Not compressed, and with one time for all: the same pieces give the same bytes everywhere. */
    private byte[] zip(XdomeaMessage message, String name, byte[] xml) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, name, xml, message.at());
            for (FiledPiece piece : message.pieces()) {
                add(zip, message.fileName(piece), store.bytes(piece.content().digest()), message.at());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content, Instant at) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.DAYS), ZoneOffset.UTC));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

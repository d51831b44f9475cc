package federzug.pipeline.preparing;

import federzug.document.Digest;
import federzug.drafting.TemplateCatalogue;
import federzug.file.WholeFile;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.folder.UsableFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps the templates of the house in their folder. A new one is a draft at first, which no matter can use; put in force,
 * it replaces an older one by one rename, so that a killed process leaves the older one in place.
 */
@Component
class OwnTemplates {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final String DRAFT = "entwurf.docx";
    private static final String IN_FORCE = "vorlage.docx";
    private static final String FIELDS = "felder.yaml";

    private final TemplateCatalogue catalogue;

    OwnTemplates(TemplateCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Names of those in force, and of drafts. */
    List<String> names() {
        return Stream.concat(catalogue.names().stream(), drafts().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> drafts() {
        Optional<Path> own = catalogue.own().filter(Files::isDirectory);
        if (own.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(own.get())) {
            return all.filter(folder -> Files.isRegularFile(folder.resolve(DRAFT)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Path> draft(String name) {
        return NAME.matcher(name).matches()
                ? catalogue.own().map(own -> own.resolve(name).resolve(DRAFT)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    Optional<Path> inForce(String name) {
        return catalogue.names().contains(name) ? Optional.of(catalogue.template(name)) : Optional.empty();
    }

    boolean isOwn(String name) {
        Optional<Path> file = inForce(name);
        return file.isPresent()
                && catalogue.own().isPresent()
                && file.get().startsWith(catalogue.own().get());
    }

    boolean isDelivered(String name) {
        return catalogue.isDelivered(name);
    }

    /** Keeps a draft in the place of an older draft. */
    void keep(String name, byte[] docx) {
        keepList(name);
        write(folder(name).resolve(DRAFT), docx);
    }

    /** The list of fields comes from the one before, so that the draft is checked against it. */
    private void keepList(String name) {
        Path list = folder(name).resolve(FIELDS);
        Optional<Path> before = inForce(name).map(file -> file.resolveSibling(FIELDS));
        if (!Files.exists(list) && before.isPresent() && Files.isRegularFile(before.get())) {
            write(list, bytes(before.get()));
        }
    }

    /**
     * Puts the draft in force. Called again after a kill, it finishes.
     *
     * @param docx the draft as it was checked
     */
    void putInForce(String name, byte[] docx) {
        keepList(name);
        write(folder(name).resolve(IN_FORCE), docx);
        Optional<Path> draft = draft(name);
        if (draft.isPresent() && Digest.of(bytes(draft.get())).equals(Digest.of(docx))) {
            drop(name);
        }
    }

    void drop(String name) {
        try {
            Files.deleteIfExists(folder(name).resolve(DRAFT));
        } catch (IOException e) {
            throw UsableFolder.notWritable(folder(name), e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw PipelineException.refused("pipeline.template.name", Place.NOWHERE, name);
        }
        return catalogue
                .own()
                .orElseThrow(() -> PipelineException.refused("pipeline.template.no-folder", Place.NOWHERE))
                .resolve(name);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            WholeFile.writeDurably(file, bytes);
        } catch (IOException e) {
            throw UsableFolder.notWritable(file, e);
        }
    }
}

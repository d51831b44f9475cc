package federzug.pipeline.signing;

import federzug.document.Digest;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.signing.SigningDesk.PinPrompt;
import federzug.signing.FileSigning;
import federzug.signing.SigningDevice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs a file that a signatory received, and writes the one to return. Needs no matter and no database. */
@Component
public class SignFile {
    /** No agreement comes near it. */
    private static final long LARGEST = 64L << 20;

    private static final int NUMBERS = 1000;

    private final FileSigning signing;

    SignFile(FileSigning signing) {
        this.signing = signing;
    }

    /**
     * What a person sees before anything is signed.
     *
     * @param digest of exactly the bytes that are going to be signed
     * @param field that is going to be signed; empty if the certificate is to choose among several
     * @param label what is said of this field to people, empty if nothing; of several, one a line
     * @param signed fields that carry a signature already
     */
    public record Shown(Path file, Digest digest, int pages, String field, String label, List<String> signed) {
        public Shown {
            signed = List.copyOf(signed);
        }
    }

    /** @param stamped false: without time stamp, which is added when the file is taken back */
    public record Done(Path file, String holder, boolean stamped, boolean example) {}

    /**
     * @param field null: the only free one, or the one that the certificate's holder is to sign
     * @throws PipelineException if there is no such file, or no such field
     */
    public Shown show(Path file, @Nullable String field) {
        byte[] bytes = read(file);
        FileSigning.Facts facts = signing.facts(bytes);
        Optional<FileSigning.Field> chosen = choose(file, facts, field);
        String label = chosen.map(FileSigning.Field::label)
                .orElseGet(() -> facts.free().stream()
                        .map(one -> one.label().isEmpty() ? one.name() : one.label())
                        .collect(Collectors.joining("\n             ")));
        List<String> signed = facts.fields().stream()
                .filter(FileSigning.Field::signed)
                .map(FileSigning.Field::name)
                .toList();
        return new Shown(
                file,
                Digest.of(bytes),
                facts.pages(),
                chosen.map(FileSigning.Field::name).orElse(""),
                label,
                signed);
    }

    /**
     * Unlocks the device, so that its certificate can say whose field is to be signed.
     *
     * @param device a configured one, or one named by what it is ({@link FileSigning#open})
     * @param folder where the signed file goes; null: beside the file
     * @throws PipelineException if the file has changed since it was shown, if nothing can be written there, or if none or several of its fields were made for
     *     the certificate's holder
     */
    public Unlocked unlock(Shown shown, String device, @Nullable Path folder, PinPrompt pin) {
        byte[] bytes = read(shown.file());
        if (!Digest.of(bytes).equals(shown.digest())) {
            throw refuse("pipeline.file.changed", shown.file());
        }
        // Before a PIN is asked for: a signature that cannot be written is a signature made in vain.
        Path target = UsableFolder.requireWritable(
                folder == null ? shown.file().toAbsolutePath().resolveSibling("") : folder);
        SigningDevice open = signing.open(device, new PromptedSecrets(pin));
        try {
            String holder = signing.holder(open);
            FileSigning.Field field = field(shown, signing.facts(bytes), holder);
            return new Unlocked(shown.file(), bytes, field, holder, target, open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** A file and the device that is about to sign it. */
    public final class Unlocked implements AutoCloseable {
        private final Path file;
        private final byte[] bytes;
        private final FileSigning.Field field;
        private final String holder;
        private final Path folder;
        private final SigningDevice device;

        private Unlocked(
                Path file, byte[] bytes, FileSigning.Field field, String holder, Path folder, SigningDevice device) {
            this.file = file;
            this.bytes = bytes;
            this.field = field;
            this.holder = holder;
            this.folder = folder;
            this.device = device;
        }

        public String holder() {
            return holder;
        }

        /** What is said of the field to people. */
        public String label() {
            return field.label().isEmpty() ? field.name() : field.label();
        }

        /** The field was made for somebody else than the certificate's holder. */
        public boolean isForeign() {
            return !field.isFor(holder);
        }

        public Done sign() {
            FileSigning.Signed signed = signing.sign(bytes, String.valueOf(file.getFileName()), field.name(), device);
            Path written = write(file, folder, signed.pdf());
            return new Done(written, signed.holder(), signed.stamped(), signed.example());
        }

        @Override
        public void close() {
            device.close();
        }
    }

    private static FileSigning.Field field(Shown shown, FileSigning.Facts facts, String holder) {
        List<FileSigning.Field> free = facts.free();
        List<FileSigning.Field> fitting = free.stream()
                .filter(one -> shown.field().isEmpty()
                        ? !one.label().isEmpty() && one.isFor(holder)
                        : one.name().equals(shown.field()))
                .toList();
        if (fitting.size() != 1) {
            String names = free.stream().map(FileSigning.Field::name).collect(Collectors.joining(", "));
            throw refuse("pipeline.file.which-field", shown.file(), names, holder);
        }
        return fitting.get(0);
    }

    private static Optional<FileSigning.Field> choose(Path file, FileSigning.Facts facts, @Nullable String wanted) {
        List<FileSigning.Field> free = facts.free();
        if (wanted != null) {
            String names = free.stream().map(FileSigning.Field::name).collect(Collectors.joining(", "));
            return Optional.of(free.stream()
                    .filter(field -> field.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> refuse("pipeline.file.no-such-field", file, wanted, names)));
        }
        if (free.isEmpty()) {
            throw refuse("pipeline.file.no-field", file);
        }
        return free.size() == 1 ? Optional.of(free.get(0)) : Optional.empty();
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw refuse("pipeline.check.no-file", file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refuse("pipeline.check.no-file", file).causedBy(e);
        }
    }

    /** With a number if the name is taken: nothing is overwritten. */
    private static Path write(Path source, Path folder, byte[] pdf) {
        String stem = String.valueOf(source.getFileName()).replaceFirst("(?i)(-signiert(-\\d+)?)?\\.pdf$", "");
        try {
            for (int number = 1; number < NUMBERS; number++) {
                String name = stem + "-signiert" + (number == 1 ? "" : "-" + number) + ".pdf";
                Path target = folder.resolve(name);
                try {
                    Files.write(target, pdf, StandardOpenOption.CREATE_NEW);
                    return target;
                } catch (FileAlreadyExistsException e) {
                    // The next number.
                }
            }
            throw refuse("pipeline.folder.not-writable", folder);
        } catch (IOException e) {
            throw refuse("pipeline.folder.not-writable", folder).causedBy(e);
        }
    }

    private static PipelineException refuse(String code, Path file, Object... arguments) {
        return PipelineException.refused(code, Place.file(file.toString()), arguments);
    }
}

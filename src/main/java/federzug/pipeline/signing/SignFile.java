package federzug.pipeline.signing;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.signing.SigningDesk.PinPrompt;
import federzug.signing.FileSigning;
import federzug.signing.SigningDevice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
     * @param field that is going to be signed
     * @param label what is said of this field to people, empty if nothing
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
     * @param field null: the only free one
     * @throws PipelineException if there is no such file, or no field or several to choose from
     */
    public Shown show(Path file, @Nullable String field) {
        byte[] bytes = read(file);
        FileSigning.Facts facts = signing.facts(bytes);
        FileSigning.Field chosen = choose(file, facts, field);
        List<String> signed = facts.fields().stream()
                .filter(FileSigning.Field::signed)
                .map(FileSigning.Field::name)
                .toList();
        return new Shown(file, Digest.of(bytes), facts.pages(), chosen.name(), chosen.label(), signed);
    }

    /**
     * Signs what was shown.
     *
     * @param device a configured one, or one named by what it is ({@link FileSigning#open})
     * @throws PipelineException if the file has changed since
     */
    public Done sign(Shown shown, String device, PinPrompt pin) {
        byte[] bytes = read(shown.file());
        if (!Digest.of(bytes).equals(shown.digest())) {
            throw refuse("pipeline.file.changed", shown.file(), null);
        }
        try (SigningDevice open = signing.open(device, new PromptedSecrets(pin))) {
            String name = String.valueOf(shown.file().getFileName());
            FileSigning.Signed signed = signing.sign(bytes, name, shown.field(), open);
            Path written = write(shown.file().toAbsolutePath(), signed.pdf());
            return new Done(written, signed.holder(), signed.stamped(), signed.example());
        }
    }

    private static FileSigning.Field choose(Path file, FileSigning.Facts facts, @Nullable String wanted) {
        List<FileSigning.Field> free = facts.free();
        String names = free.stream().map(FileSigning.Field::name).collect(Collectors.joining(", "));
        if (wanted != null) {
            return free.stream()
                    .filter(field -> field.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> refuse("pipeline.file.no-such-field", file, null, wanted, names));
        }
        if (free.size() == 1) {
            return free.get(0);
        }
        throw free.isEmpty()
                ? refuse("pipeline.file.no-field", file, null)
                : refuse("pipeline.file.which-field", file, null, names);
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw refuse("pipeline.check.no-file", file, null);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refuse("pipeline.check.no-file", file, e);
        }
    }

    /** Beside the file, with a number if the name is taken: nothing is overwritten. */
    private static Path write(Path source, byte[] pdf) {
        String stem = String.valueOf(source.getFileName()).replaceFirst("(?i)(-signiert(-\\d+)?)?\\.pdf$", "");
        try {
            for (int number = 1; number < NUMBERS; number++) {
                Path target = source.resolveSibling(stem + "-signiert" + (number == 1 ? "" : "-" + number) + ".pdf");
                try {
                    Files.write(target, pdf, StandardOpenOption.CREATE_NEW);
                    return target;
                } catch (FileAlreadyExistsException e) {
                    // The next number.
                }
            }
            throw refuse("pipeline.folder.not-writable", source, null);
        } catch (IOException e) {
            throw refuse("pipeline.folder.not-writable", source, e);
        }
    }

    private static PipelineException refuse(String code, Path file, @Nullable Exception cause, Object... arguments) {
        return new PipelineException(Kind.INPUT, Notice.error(code, Place.file(file.toString()), arguments), cause);
    }
}

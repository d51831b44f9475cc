package federzug.agreement;

import federzug.notice.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file that staff wrote, and its text. */
final class DataFile {
    private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Path TEMPORARY =
            Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();

    private DataFile() {}

    /** Folder and file name: enough to find the file, nothing about the machine. */
    static String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        if (isTemporary(absolute.getParent())) {
            return absolute.getName(names - 1).toString();
        }
        return names < 2 ? absolute.toString() : absolute.getName(names - 2) + "/" + absolute.getName(names - 1);
    }

    /** A temporary folder of {@code UploadedFile} or {@code DataFolder} in pipeline.folder: its name helps no user. */
    private static boolean isTemporary(@Nullable Path folder) {
        return folder != null
                && folder.getParent() != null
                && folder.getParent().equals(TEMPORARY)
                && folder.getFileName().toString().startsWith("federzug-");
    }

    static Optional<byte[]> bytes(Path file, int atMost, Problems problems) {
        Place place = Place.file(shown(file));
        try {
            if (Files.size(file) > atMost) {
                problems.error("agreement.file.too-large", place, atMost / 1_000_000);
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            problems.error("agreement.file.unreadable", place);
            return Optional.empty();
        }
    }

    /** The text in UTF-8, with or without a byte order mark. */
    static Optional<String> utf8(byte[] bytes) {
        return decoded(withoutBom(bytes), StandardCharsets.UTF_8);
    }

    static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static byte[] withoutBom(byte[] bytes) {
        boolean bom = bytes.length >= 3 && Arrays.equals(Arrays.copyOf(bytes, 3), UTF_8_BOM);
        return bom ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    /** The first line that is not UTF-8. */
    static int firstForeignLine(byte[] bytes) {
        int line = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (utf8(Arrays.copyOfRange(bytes, start, i)).isEmpty()) {
                    return line;
                }
                line++;
                start = i + 1;
            }
        }
        return 0;
    }
}

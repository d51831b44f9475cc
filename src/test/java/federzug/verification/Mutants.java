package federzug.verification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a file by chance, the same way for the same number. */
final class Mutants {
    private static final List<String> WORDS = List.of(
            "obj",
            "endobj",
            "stream",
            "endstream",
            "xref",
            "trailer",
            "startxref",
            "%%EOF",
            "/Type",
            "/Sig",
            "/ByteRange",
            "/Contents",
            "/Root",
            "/Prev",
            "/Size",
            "/Kids",
            "/Length",
            "/Filter",
            "/AcroForm",
            "/Fields",
            "/Annots",
            "/Rect",
            "/AP",
            "/V ",
            "/DSS",
            "/Perms",
            "/Reference",
            "<<",
            ">>",
            "[",
            "]",
            " R",
            "/Catalog",
            "/Page");
    private static final int LARGEST_PIECE = 600;

    private final byte[] original;

    Mutants(byte[] original) {
        this.original = original.clone();
    }

    byte[] number(long number) {
        Random chance = new Random(number * 0x9E3779B97F4A7C15L + 7);
        byte[] mutant = original;
        int times = 1 + chance.nextInt(3);
        for (int i = 0; i < times && mutant.length > 10; i++) {
            mutant = once(mutant, chance);
        }
        return mutant;
    }

    private byte[] once(byte[] file, Random chance) {
        int at = chance.nextInt(file.length);
        int length = Math.min(file.length - at, 1 + chance.nextInt(LARGEST_PIECE));
        return switch (chance.nextInt(13)) {
            case 0 -> Attacks.flipped(file, at);
            case 1 -> with(file, at, new byte[] {(byte) chance.nextInt(256)}, 1);
            case 2 -> with(file, at, new byte[0], length);
            case 3 -> with(file, at, piece(file, chance), 0);
            case 4 -> with(file, at, Arrays.copyOfRange(file, at, at + length), 0);
            case 5 -> with(file, at, piece(file, chance), length);
            case 6 -> with(file, at, new byte[length], length);
            case 7 -> number(file, at, chance);
            case 8 -> word(file, at, chance);
            case 9 -> Arrays.copyOf(file, at);
            case 10 -> with(file, file.length, Arrays.copyOfRange(file, at, file.length), 0);
            case 11 -> with(file, at, random(chance), 0);
            default -> atWord(file, chance);
        };
    }

    private static byte[] piece(byte[] file, Random chance) {
        int from = chance.nextInt(file.length);
        return Arrays.copyOfRange(file, from, Math.min(file.length, from + 1 + chance.nextInt(LARGEST_PIECE)));
    }

    private static byte[] random(Random chance) {
        byte[] bytes = new byte[1 + chance.nextInt(64)];
        chance.nextBytes(bytes);
        return bytes;
    }

    /** The next number becomes another one. */
    private static byte[] number(byte[] file, int from, Random chance) {
        int at = from;
        while (at < file.length && !Character.isDigit(file[at])) {
            at++;
        }
        int end = at;
        while (end < file.length && end < at + 12 && Character.isDigit(file[end])) {
            end++;
        }
        String[] others = {
            "0", "-1", "1", "2147483647", "4294967296", "99999999999999999999", "65535", "" + chance.nextInt(9_999)
        };
        String other = others[chance.nextInt(others.length)];
        if (chance.nextBoolean() && end > at && end - at < 10) {
            long value = Long.parseLong(new String(file, at, end - at, StandardCharsets.ISO_8859_1));
            other = String.valueOf(value + (chance.nextBoolean() ? 1 : -1));
        }
        return with(file, at, other.getBytes(StandardCharsets.ISO_8859_1), end - at);
    }

    /** A word of the format where none belongs. */
    private static byte[] word(byte[] file, int at, Random chance) {
        byte[] word = WORDS.get(chance.nextInt(WORDS.size())).getBytes(StandardCharsets.ISO_8859_1);
        return with(file, at, word, chance.nextBoolean() ? 0 : Math.min(word.length, file.length - at));
    }

    /** One of the format's own words is damaged. */
    private static byte[] atWord(byte[] file, Random chance) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String word = WORDS.get(chance.nextInt(WORDS.size()));
        int at = text.indexOf(word, chance.nextInt(file.length));
        return at < 0 ? Attacks.flipped(file, 0) : Attacks.flipped(file, at + chance.nextInt(word.length()));
    }

    private static byte[] with(byte[] file, int at, byte[] piece, int insteadOf) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + piece.length);
        out.write(file, 0, at);
        out.writeBytes(piece);
        int rest = Math.min(file.length, at + insteadOf);
        out.write(file, rest, file.length - rest);
        return out.toByteArray();
    }
}

package federzug.drafting;

import federzug.document.BoundValues;
import federzug.document.StrictOoxml;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Unpacks and packs the parts of a Word file (Open Packaging Conventions, ISO/IEC 29500-2), unpacked within limits.
 * Later readers of a draft
 * get these parts repacked, so that a file which means two things to two readers cannot get through.
 */
record Archive(Map<String, byte[]> parts) {
    /** As large as an annex, and as most mailboxes take; several copies of it must have room in a small memory. */
    static final int MAXIMUM_FILE = 20 << 20;

    private static final int MAXIMUM_PARTS = 1_000;
    private static final int MAXIMUM_UNPACKED = 40 << 20;
    private static final int MAXIMUM_XML = 8 << 20;
    private static final int MAXIMUM_OTHER = 20 << 20;
    /** Word's own XML reaches about 30; deflate cannot exceed 1032. */
    private static final int MAXIMUM_RATIO = 150;

    private static final int RATIO_MATTERS_FROM = 1 << 20;
    /** ZIP end record, APPNOTE 4.3.16. */
    private static final int END_RECORD = 0x06054b50;

    /** Packing at the usual level costs more than twice as much, for files 7 % smaller. */
    private static final int LEVEL = 3;

    private static final Pattern ATTACHED = Pattern.compile("<w:attachedTemplate\\b[^>]*/>");
    private static final Pattern RELATION = Pattern.compile("<(?:\\w+:)?Relationship\\b[^>]*/>");

    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** With what its content controls show of the data they are bound to, as it will be printed. */
    Archive bound() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>(parts);
        BoundValues.into(all);
        return new Archive(all);
    }

    /** A Word file that must not be read. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Notice notice;

        RefusedException(Notice notice) {
            super(notice.code());
            this.notice = notice;
        }

        Notice notice() {
            return notice;
        }
    }

    static Archive read(byte[] file, Place place) throws RefusedException {
        refuseOtherFormats(file, place);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            long unpacked = 0;
            int count = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++count > MAXIMUM_PARTS) {
                    throw refused("drafting.archive.too-many-parts", place, MAXIMUM_PARTS);
                }
                String name = entry.getName();
                if (isUnsafe(name)) {
                    throw refused("drafting.archive.unsafe-name", place, shown(name));
                }
                byte[] bytes = unpack(zip, place, Math.min(MAXIMUM_UNPACKED - unpacked, limit(file.length)));
                unpacked += bytes.length;
                int largest = isXml(name) ? MAXIMUM_XML : MAXIMUM_OTHER;
                if (bytes.length > largest) {
                    throw refused("drafting.archive.part-too-large", place, shown(name), largest >> 20);
                }
                if (!entry.isDirectory() && parts.putIfAbsent(name, bytes) != null) {
                    throw refused("drafting.archive.duplicate", place, shown(name));
                }
            }
            if (count != declaredEntries(file)) {
                throw refused("drafting.archive.damaged", place);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw refused("drafting.archive.damaged", place);
        }
        refuseTwins(parts, place);
        if (!parts.containsKey("[Content_Types].xml")) {
            throw refused("drafting.archive.no-word-file", place);
        }
        parts.replaceAll((name, bytes) -> isXml(name) ? StrictOoxml.transitional(bytes) : bytes);
        return new Archive(parts);
    }

    /**
     * Leaves out the template that the file was made from: it lies on somebody's machine, and Word would look for it
     * there each time the file is opened.
     */
    Archive withoutAttachedTemplate() {
        Map<String, byte[]> kept = new LinkedHashMap<>(parts);
        kept.replaceAll((name, bytes) -> {
            boolean settings = name.equals("word/settings.xml");
            if (!settings && !name.endsWith(".rels")) {
                return bytes;
            }
            // One byte is one character here, so nothing else can change.
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String without = settings
                    ? ATTACHED.matcher(text).replaceAll("")
                    : RELATION.matcher(text)
                            .replaceAll(found -> found.group().contains("/attachedTemplate")
                                    ? ""
                                    : Matcher.quoteReplacement(found.group()));
            return without.length() == text.length() ? bytes : without.getBytes(StandardCharsets.ISO_8859_1);
        });
        return new Archive(kept);
    }

    /** Packs the parts; the same parts give the same bytes, whatever the clock and the zone say. */
    byte[] pack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(LEVEL);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(FIXED_TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static boolean isXml(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        return name.endsWith(".xml") || name.endsWith(".rels");
    }

    private static void refuseOtherFormats(byte[] file, Place place) throws RefusedException {
        if (file.length > MAXIMUM_FILE) {
            throw refused("drafting.archive.too-large", place, MAXIMUM_FILE >> 20);
        }
        if (file.length >= 4 && word(file, 0) == 0xE011CFD0) {
            // OLE2 compound file: Word 97-2003, and every DOCX with a password ([MS-OFFCRYPTO]).
            throw refused("drafting.archive.legacy-or-encrypted", place);
        }
        if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
            throw refused("drafting.archive.no-word-file", place);
        }
    }

    private static long limit(int packed) {
        return Math.max(RATIO_MATTERS_FROM, (long) packed * MAXIMUM_RATIO);
    }

    private static byte[] unpack(ZipInputStream zip, Place place, long limit) throws IOException, RefusedException {
        byte[] bytes = zip.readNBytes((int) Math.max(0, limit) + 1);
        if (bytes.length > limit) {
            throw refused("drafting.archive.bomb", place);
        }
        return bytes;
    }

    private static boolean isUnsafe(String name) {
        return name.isEmpty()
                || name.length() > 255
                || name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || name.chars().anyMatch(Character::isISOControl)
                || ("/" + name + "/").contains("/../")
                || ("/" + name + "/").contains("/./")
                || name.contains("//");
    }

    /** Part names are equal without regard to case (ISO/IEC 29500-2, 6.3.5). */
    private static void refuseTwins(Map<String, byte[]> parts, Place place) throws RefusedException {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String name : parts.keySet()) {
            if (seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name) != null) {
                throw refused("drafting.archive.duplicate", place, shown(name));
            }
        }
    }

    /** What the end record says; -1 if the file is cut off. */
    private static int declaredEntries(byte[] file) {
        for (int i = file.length - 22; i >= 0 && i >= file.length - 22 - 65_535; i--) {
            if (word(file, i) == END_RECORD) {
                return (file[i + 10] & 0xFF) | (file[i + 11] & 0xFF) << 8;
            }
        }
        return -1;
    }

    private static int word(byte[] file, int at) {
        return (file[at] & 0xFF)
                | (file[at + 1] & 0xFF) << 8
                | (file[at + 2] & 0xFF) << 16
                | (file[at + 3] & 0xFF) << 24;
    }

    private static String shown(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
    }

    private static RefusedException refused(String code, Place place, Object... arguments) {
        return new RefusedException(Notice.error(code, place, arguments));
    }
}

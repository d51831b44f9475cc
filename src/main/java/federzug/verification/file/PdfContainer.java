package federzug.verification.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks PDF files from what they are handed over in: a ZIP archive, an ASiC container (ETSI EN 319 162) or a CMS
 * envelope with the signed file in it (.p7m). Bounded in number and size.
 *
 * @param kind word of the message key: zip, asic, p7m
 * @param pdfs the PDF files in it, in its order
 */
public record PdfContainer(String kind, List<Entry> pdfs) {
    /** What a container may hold, unpacked. */
    public static final long MOST_UNPACKED = 512L << 20;

    private static final int MOST_ENTRIES = 2_000;
    private static final int HEADER_WITHIN = 1024;
    private static final byte[] SIGNED_DATA = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2
    };

    public PdfContainer {
        pdfs = List.copyOf(pdfs);
    }

    /**
     * @param content null if it is larger than allowed
     */
    public record Entry(String name, byte @Nullable [] content) {}

    /**
     * Opens a container; empty if this is none, or an office document, which is a ZIP archive as well.
     *
     * @param most bytes that all its parts may have together
     */
    public static Optional<PdfContainer> open(byte[] file, long most) {
        if (file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4) {
            return archive(file, most);
        }
        return envelope(file);
    }

    /** The PDF file that a container holds if it is the only one; else the file itself. */
    public static byte[] theOnePdfIn(byte[] file) {
        PdfContainer container = isPdf(file) ? null : open(file, MOST_UNPACKED).orElse(null);
        byte[] content = container == null || container.pdfs().size() != 1
                ? null
                : container.pdfs().get(0).content();
        return content == null ? file : content;
    }

    public static boolean isPdf(byte[] file) {
        int end = Math.min(file.length, HEADER_WITHIN);
        return new String(file, 0, end, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static Optional<PdfContainer> archive(byte[] file, long most) {
        List<Entry> pdfs = new ArrayList<>();
        boolean asic = false;
        boolean office = false;
        long left = most;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            int count = 0;
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && count < MOST_ENTRIES && left > 0;
                    entry = zip.getNextEntry()) {
                DeadlineRunner.checkDeadline();
                count++;
                String name = entry.getName();
                office |= name.equals("[Content_Types].xml") || name.equals("content.xml");
                byte[] content = zip.readNBytes((int) Math.min(left, Integer.MAX_VALUE - 16));
                left -= content.length;
                boolean whole = zip.read() < 0;
                if (name.equals("mimetype")) {
                    asic |= new String(content, StandardCharsets.US_ASCII).startsWith("application/vnd.etsi.asic");
                }
                asic |= name.toLowerCase(Locale.ROOT)
                        .matches("meta-inf/[^/]*(signature|timestamp)[^/]*\\.(xml|p7s|tst)");
                if (!entry.isDirectory() && isPdf(content)) {
                    pdfs.add(new Entry(name, whole ? content : null));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // What could be read so far counts: a broken archive is still one.
            return office ? Optional.empty() : Optional.of(new PdfContainer(asic ? "asic" : "zip", pdfs));
        }
        return office ? Optional.empty() : Optional.of(new PdfContainer(asic ? "asic" : "zip", pdfs));
    }

    private static Optional<PdfContainer> envelope(byte[] file) {
        byte[] der = decoded(file);
        if (!isSignedData(der)) {
            return Optional.empty();
        }
        try {
            CMSSignedData envelope = new CMSSignedData(der);
            if (envelope.getSignedContent() != null
                    && envelope.getSignedContent().getContent() instanceof byte[] content
                    && isPdf(content)) {
                return Optional.of(new PdfContainer("p7m", List.of(new Entry("", content))));
            }
            return Optional.of(new PdfContainer("p7m", List.of()));
        } catch (CMSException | RuntimeException e) {
            return Optional.of(new PdfContainer("p7m", List.of()));
        }
    }

    /** The type of the content stands at the very beginning. */
    private static boolean isSignedData(byte[] der) {
        if (der.length < 30 || der[0] != 0x30) {
            return false;
        }
        for (int at = 2; at < 8; at++) {
            if (java.util.Arrays.equals(der, at, at + SIGNED_DATA.length, SIGNED_DATA, 0, SIGNED_DATA.length)) {
                return true;
            }
        }
        return false;
    }

    /** DER as it is, or in Base64 with or without the lines of PEM. */
    private static byte[] decoded(byte[] file) {
        if (file.length == 0 || file[0] == 0x30) {
            return file;
        }
        int end = Math.min(file.length, 64);
        String start = new String(file, 0, end, StandardCharsets.US_ASCII);
        if (!start.startsWith("-----BEGIN") && !start.startsWith("MI")) {
            return file;
        }
        try {
            String text = new String(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z0-9 ]+-----", "");
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return file;
        }
    }
}

package federzug.verification.change;

import federzug.document.DocumentMetadata;
import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Compares XMP packet and information dictionary of two revisions by what they say. */
final class MetadataComparison {
    private static final int LONGEST = 5 << 20;
    private static final Pattern DATE = Pattern.compile("\\s*(D:)?\\s*\\d{4}[\\w\\s:.,/+'-]{0,30}");

    private final COSDictionary before;
    private final COSDictionary after;
    private final @Nullable COSBase packetBefore;
    private final @Nullable COSBase packetAfter;
    private final ObjectPairs pairs;

    MetadataComparison(PDDocument before, PDDocument after, ObjectPairs pairs) {
        this.before = information(before);
        this.after = information(after);
        this.packetBefore = packet(before);
        this.packetAfter = packet(after);
        this.pairs = pairs;
    }

    void compare(Changes changes) {
        if (pairs.same(packetBefore, packetAfter) && pairs.same(before, after)) {
            return;
        }
        DocumentMetadata.Difference difference =
                metadata(packetBefore, before).differenceTo(metadata(packetAfter, after));
        if (!difference.statements().isEmpty()) {
            changes.forbidden("metadata", String.join(", ", difference.statements()));
        }
        Set<String> information = new HashSet<>(difference.information());
        Set<COSName> simple = new HashSet<>(before.keySet());
        simple.addAll(after.keySet());
        simple.removeIf(key -> !isContainer(before.getItem(key)) && !isContainer(after.getItem(key)));
        simple.stream()
                .filter(key -> !pairs.same(before.getItem(key), after.getItem(key)))
                .forEach(key -> information.add(key.getName()));
        String day = after.getString(COSName.MOD_DATE);
        if (day != null
                && !day.equals(before.getString(COSName.MOD_DATE))
                && !DATE.matcher(day).matches()) {
            information.add(COSName.MOD_DATE.getName());
        }
        information.stream().sorted().forEach(name -> changes.forbidden("information", name));
    }

    private static COSDictionary information(PDDocument pdf) {
        COSDictionary information = pdf.getDocument().getTrailer().getCOSDictionary(COSName.INFO);
        return information == null ? new COSDictionary() : information;
    }

    private static @Nullable COSBase packet(PDDocument pdf) {
        return ObjectPairs.resolve(pdf.getDocumentCatalog().getCOSObject().getItem(COSName.METADATA));
    }

    private static boolean isContainer(@Nullable COSBase value) {
        COSBase resolved = ObjectPairs.resolve(value);
        return resolved instanceof COSDictionary || resolved instanceof org.apache.pdfbox.cos.COSArray;
    }

    private static DocumentMetadata metadata(@Nullable COSBase packet, COSDictionary information) {
        Map<String, String> entries = new TreeMap<>();
        for (COSName key : information.keySet()) {
            COSBase value = ObjectPairs.resolve(information.getItem(key));
            if (value instanceof COSString text) {
                entries.put(key.getName(), text.getString());
            } else if (value instanceof COSName name) {
                entries.put(key.getName(), name.getName());
            } else if (value != null && !isContainer(value)) {
                entries.put(key.getName(), value.toString());
            }
        }
        return DocumentMetadata.of(bytes(packet), entries);
    }

    private static byte @Nullable [] bytes(@Nullable COSBase packet) {
        if (packet == null) {
            return null;
        }
        if (packet instanceof COSStream stream) {
            try (InputStream in = stream.createInputStream()) {
                return in.readNBytes(LONGEST);
            } catch (IOException e) {
                // What cannot be unpacked cannot be read, and is not the same as anything.
                return new byte[] {(byte) stream.hashCode(), (byte) (stream.hashCode() >> 8)};
            }
        }
        return new byte[0];
    }
}

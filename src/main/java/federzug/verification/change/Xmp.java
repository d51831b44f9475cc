package federzug.verification.change;

import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Metadata of two revisions: some programs note at each signing when and by which program a file was saved. */
final class Xmp {
    private static final int LONGEST = 2_000_000;
    private static final String NOTED =
            "(?:xmp:ModifyDate|xmp:MetadataDate|xmpMM:InstanceID|xmpMM:VersionID|pdf:Producer)";

    private Xmp() {}

    static boolean sameButForSaving(@Nullable COSBase before, @Nullable COSBase after) {
        return ObjectPairs.resolve(before) instanceof COSStream then
                && ObjectPairs.resolve(after) instanceof COSStream now
                && text(then).equals(text(now));
    }

    private static String text(COSStream stream) {
        try (InputStream in = stream.createInputStream()) {
            String xml = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            return xml.replaceAll("<" + NOTED + ">[^<]*</" + NOTED + ">", "")
                    .replaceAll(NOTED + "\\s*=\\s*(\"[^\"]*\"|'[^']*')", "")
                    .replaceAll("<\\?xpacket[^>]*>", "")
                    .replaceAll("\\s+", "");
        } catch (IOException e) {
            return "unreadable " + stream.hashCode();
        }
    }
}

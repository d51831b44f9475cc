package federzug.verification.change;

import federzug.verification.file.ObjectPairs;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Decides whether output intents (ISO 32000-1, 14.11.5) leave what is dark dark and what is light light. */
final class ColourProfiles {
    private static final int LARGEST = 4 << 20;
    private static final float LIGHT = 0.85f;
    private static final float DARK = 0.35f;

    private ColourProfiles() {}

    /** Some viewers draw all plain colours through the profile: one that turns black into white hides the text. */
    static boolean areHarmless(@Nullable COSBase intents) {
        if (!(ObjectPairs.resolve(intents) instanceof COSArray list)) {
            return false;
        }
        for (COSBase entry : list) {
            if (!(ObjectPairs.resolve(entry) instanceof COSDictionary intent)) {
                return false;
            }
            COSBase profile = ObjectPairs.resolve(intent.getItem(COSName.DEST_OUTPUT_PROFILE));
            if (profile != null && !(profile instanceof COSStream stream && isHarmless(stream))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(COSStream stream) {
        try (InputStream in = stream.createInputStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                return false;
            }
            ICC_ColorSpace colours = new ICC_ColorSpace(ICC_Profile.getInstance(bytes));
            int parts = colours.getNumComponents();
            return switch (parts) {
                case 1 -> keeps(colours, new float[] {0}, new float[] {1});
                case 3 -> keeps(colours, new float[3], new float[] {1, 1, 1});
                case 4 -> keeps(colours, new float[] {0, 0, 0, 1}, new float[4]);
                default -> false;
            };
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean keeps(ICC_ColorSpace colours, float[] black, float[] white) {
        for (float part : colours.toRGB(black)) {
            if (part > DARK) {
                return false;
            }
        }
        for (float part : colours.toRGB(white)) {
            if (part < LIGHT) {
                return false;
            }
        }
        return true;
    }
}

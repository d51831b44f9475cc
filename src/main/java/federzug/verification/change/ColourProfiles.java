package federzug.verification.change;

import federzug.verification.field.Brightness;
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
    /** What is no lighter can be read on white. */
    private static final float DARK = 0.6f;

    private static final float BLACK = 0.35f;
    private static final float WHITE = 0.999f;
    private static final float NOTHING = 1e-6f;
    private static final int MOST_PARTS = 4;
    private static final int STEPS = 4;

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
            return parts != 2 && parts <= MOST_PARTS && keepsAll(colours, new float[parts], 0);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Tries every mixture of the parts in steps. */
    private static boolean keepsAll(ICC_ColorSpace colours, float[] mixture, int part) {
        if (part == mixture.length) {
            return keeps(colours, mixture);
        }
        for (int step = 0; step <= STEPS; step++) {
            mixture[part] = (float) step / STEPS;
            if (!keepsAll(colours, mixture, part + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean keeps(ICC_ColorSpace colours, float[] mixture) {
        double meant = Brightness.of(mixture);
        double shown = Brightness.of(colours.toRGB(mixture));
        return !(meant <= DARK && shown > LIGHT
                || meant >= WHITE && shown < LIGHT
                || meant <= NOTHING && shown > BLACK);
    }
}

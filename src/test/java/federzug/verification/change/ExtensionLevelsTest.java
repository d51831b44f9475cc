package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;

class ExtensionLevelsTest {
    private static final COSDictionary THEN = extensions(Map.of("ADBE", level("1.7", 8), "ISO_", level("2.0", 3)));

    @Test
    void addedRaisedAndRepeatedOnesAreKept() {
        assertThat(ExtensionLevels.areKept(null, null)).isTrue();
        assertThat(ExtensionLevels.areKept(null, THEN)).isTrue();
        assertThat(ExtensionLevels.areKept(new COSDictionary(), null)).isTrue();
        assertThat(ExtensionLevels.areKept(THEN, THEN)).isTrue();
        assertThat(kept(level("1.7", 8), level("1.7", 9))).isTrue();
        assertThat(kept(level("1.7", 8), level("2.0", 1))).isTrue();
        assertThat(kept(level("1.7", 8), several(level("1.7", 3), level("1.7", 8))))
                .isTrue();
        COSDictionary more = extensions(Map.of("ADBE", level("1.7", 8), "ESIC", level("1.7", 5)));
        assertThat(ExtensionLevels.areKept(extensions(Map.of("ADBE", level("1.7", 8))), more))
                .isTrue();
    }

    @Test
    void loweredAndRemovedOnesAreNot() {
        assertThat(ExtensionLevels.areKept(THEN, null)).isFalse();
        assertThat(ExtensionLevels.areKept(THEN, new COSDictionary())).isFalse();
        assertThat(ExtensionLevels.areKept(THEN, extensions(Map.of("ADBE", level("1.7", 8)))))
                .isFalse();
        assertThat(kept(level("1.7", 8), level("1.7", 7))).isFalse();
        assertThat(kept(level("1.7", 8), level("1.6", 9))).isFalse();
        assertThat(kept(level("1.7", 8), COSName.getPDFName("x"))).isFalse();
        assertThat(kept(several(level("1.7", 3), level("2.0", 1)), level("1.7", 3)))
                .isFalse();
    }

    @Test
    void theTypeOfTheListSaysNothing() {
        COSDictionary typed = extensions(Map.of("ADBE", level("1.7", 8)));
        typed.setItem(COSName.TYPE, COSName.getPDFName("Extensions"));
        assertThat(ExtensionLevels.areKept(typed, extensions(Map.of("ADBE", level("1.7", 8)))))
                .isTrue();
    }

    private static boolean kept(COSBase then, COSBase now) {
        return ExtensionLevels.areKept(extensions(Map.of("ADBE", then)), extensions(Map.of("ADBE", now)));
    }

    private static COSDictionary extensions(Map<String, ? extends COSBase> all) {
        COSDictionary extensions = new COSDictionary();
        all.forEach((name, level) -> extensions.setItem(name, level));
        return extensions;
    }

    private static COSDictionary level(String base, int number) {
        COSDictionary level = new COSDictionary();
        level.setName("BaseVersion", base);
        level.setInt("ExtensionLevel", number);
        return level;
    }

    private static COSArray several(COSDictionary... levels) {
        COSArray several = new COSArray();
        for (COSDictionary level : levels) {
            several.add(level);
        }
        return several;
    }
}

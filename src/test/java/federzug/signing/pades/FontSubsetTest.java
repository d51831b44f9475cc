package federzug.signing.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class FontSubsetTest {
    @Test
    void twoSignaturesAtOnceGetWholeFonts() throws Exception {
        FontSubset subset = BoxFont.REGULAR.subset("Große Kreisstadt Crimmitschau");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> sizes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                sizes.add(threads.submit(() -> {
                    try (PDDocument pdf = new PDDocument()) {
                        return entries(subset.copyInto(pdf));
                    }
                }));
            }
            int first = sizes.get(0).get();
            for (Future<Integer> size : sizes) {
                assertThat(size.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int entries(COSDictionary font) {
        assertThat(font.getCOSName(COSName.TYPE)).isEqualTo(COSName.FONT);
        return font.size();
    }
}

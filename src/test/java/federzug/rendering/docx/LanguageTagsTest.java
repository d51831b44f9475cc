package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTagsTest {
    @ParameterizedTest
    @CsvSource({
        "de-DE,de-DE",
        "DE-de,de-DE",
        "de,de",
        "german,de-DE",
        "es-ES_tradnl,es-ES",
        "de-DE_phoneb,de-DE",
        "zh-Hans-CN,zh-Hans-CN",
        "hsb-DE,hsb-DE",
        "en-029,en-029",
    })
    void aLanguageIsWrittenAsATag(String written, String tag) {
        assertThat(LanguageTags.tag(written)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({"x-none", "0407", "''", "ein bisschen Deutsch", "de--DE", "klingonisch"})
    void whatIsNoLanguageIsDropped(String written) {
        assertThat(LanguageTags.tag(written)).isNull();
    }
}

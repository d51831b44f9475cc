package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterCountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | 0",
                "<w:p><w:r><w:t>zwei</w:t></w:r></w:p>                   | 4",
                "<w:t>ein</w:t><w:t xml:space='preserve'> und </w:t>     | 6",
                "<w:t a='1' b='2'>ab</w:t>                               | 2",
                "<w:tbl><w:tab/><w:tc>nicht gezählt</w:tc></w:tbl>       | 0",
                "<w:t/><w:t></w:t>                                       | 0",
                "<w:t>A&amp;B &lt;</w:t>                                 | 4",
                "<w:t>&#228;&#xE4;</w:t>                                 | 4",
                "<w:t>offen                                              | 0",
                "<w:t>offen<w:t>zu</w:t>                                 | 2",
                "<w:t                                                    | 0",
                "<w:t >x</w:t><w:t                                       | 1",
                "<w:fldChar w:fldCharType='separate'><w:t>nie gezeigt</w:t></w:fldChar> | 0",
                "<w:fldChar w:fldCharType='separate'/><w:t>ab</w:t>      | 2",
            })
    void countsTheBytesOfTextElementsAlone(String part, int letters) {
        assertThat(CharacterCount.written(part)).isEqualTo(letters);
    }
}

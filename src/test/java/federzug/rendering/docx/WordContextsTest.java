package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.rendering.WarmUp;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.UnmarshalException;
import java.io.StringReader;
import org.docx4j.XmlUtils;
import org.docx4j.com.microsoft.schemas.office.drawing.x2017.decorative.CTDecorative;
import org.docx4j.dml.Theme;
import org.docx4j.dml.picture.Pic;
import org.docx4j.jaxb.Context;
import org.docx4j.math.CTOMath;
import org.docx4j.wml.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordContextsTest {
    @BeforeAll
    static void asTheFirstDocumentDoes() {
        WarmUp.readALine();
    }

    @Test
    void whatADraftMayHoldIsKnown() throws Exception {
        assertThat(read("document", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"))
                .isInstanceOf(Document.class);
        assertThat(read("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"))
                .isInstanceOf(Pic.class);
        assertThat(read("theme", "http://schemas.openxmlformats.org/drawingml/2006/main"))
                .isInstanceOf(Theme.class);
        assertThat(read("decorative", "http://schemas.microsoft.com/office/drawing/2017/decorative"))
                .isInstanceOf(CTDecorative.class);
        assertThat(read("oMath", "http://schemas.openxmlformats.org/officeDocument/2006/math"))
                .isInstanceOf(CTOMath.class);
    }

    @Test
    void whatIsRefusedAnywayIsNotLearned() {
        assertThatThrownBy(() -> read("chartSpace", "http://schemas.openxmlformats.org/drawingml/2006/chart"))
                .isInstanceOf(UnmarshalException.class);
    }

    @Test
    void otherVocabulariesStayWhole() {
        assertThat(WordContexts.read("org.docx4j.docProps.core:org.docx4j.docProps.core.dc.terms"))
                .isEqualTo("org.docx4j.docProps.core:org.docx4j.docProps.core.dc.terms");
    }

    private static Object read(String name, String namespace) throws JAXBException {
        return XmlUtils.unwrap(Context.jc
                .createUnmarshaller()
                .unmarshal(new StringReader("<x:%s xmlns:x=\"%s\"/>".formatted(name, namespace))));
    }
}

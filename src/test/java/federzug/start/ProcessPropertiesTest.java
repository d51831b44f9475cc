package federzug.start;

import static org.assertj.core.api.Assertions.assertThat;

import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import org.apache.pdfbox.filter.Filter;
import org.junit.jupiter.api.Test;

class ProcessPropertiesTest {
    @Test
    void namesTheProvidersThatWouldBeFound() {
        assertThat(System.getProperty("javax.xml.transform.TransformerFactory"))
                .isEqualTo(TransformerFactory.newDefaultInstance().getClass().getName());
        assertThat(System.getProperty("javax.xml.stream.XMLInputFactory"))
                .isEqualTo(XMLInputFactory.newInstance().getClass().getName());
        assertThat(System.getProperty(Filter.SYSPROP_DEFLATELEVEL)).isEqualTo("3");
    }
}

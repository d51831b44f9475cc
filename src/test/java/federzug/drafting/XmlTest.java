package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class XmlTest {
    private static final String PART = "<a xmlns=\"urn:a\" xmlns:w=\"urn:w\" w:x=\"&lt;&amp;&quot;'&#10;&#9;\" y=\"\">"
            + "<!-- Bemerkung --><?ziel wert?><w:b/><w:b xmlns:w=\"urn:other\"><![CDATA[<roh>]]></w:b>"
            + "<b xmlns=\"\">Ä § \u00a0\u2060 &amp; ]]&gt; &#13; 😀 </b><a> </a></a>";

    @Test
    void whatIsWrittenIsReadAsTheSame() throws Exception {
        Document document = Xml.parse(PART.getBytes(StandardCharsets.UTF_8));
        byte[] written = Xml.write(document);
        Document again = Xml.parse(written);
        again.normalizeDocument();
        document.normalizeDocument();
        assertThat(again.isEqualNode(document)).isTrue();
        assertThat(again.getXmlEncoding()).isEqualTo("UTF-8");
        assertThat(Xml.write(again)).isEqualTo(written);
    }

    @Test
    void anAttributeMadeWithoutANamespaceIsWrittenToo() throws Exception {
        Document document = Xml.parse("<a/>".getBytes(StandardCharsets.UTF_8));
        document.getDocumentElement().setAttribute("id", "7");
        assertThat(new String(Xml.write(document), StandardCharsets.UTF_8)).endsWith("<a id=\"7\"/>");
    }
}

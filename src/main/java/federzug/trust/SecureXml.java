package federzug.trust;

import eu.europa.esig.dss.xml.common.DocumentBuilderFactoryBuilder;
import eu.europa.esig.dss.xml.common.SchemaFactoryBuilder;
import eu.europa.esig.dss.xml.common.TransformerFactoryBuilder;
import eu.europa.esig.dss.xml.common.XmlDefinerUtils;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;

/**
 * Makes DSS use the JDK's own XML factories. The Xalan and Xerces that the word-processing libraries put on the class
 * path know none of the switches against external entities, and DSS rightly refuses to work with them.
 */
public final class SecureXml {
    private SecureXml() {}

    /** Once per process, before DSS touches XML; again does no harm. */
    public static void install() {
        XmlDefinerUtils xml = XmlDefinerUtils.getInstance();
        xml.setDocumentBuilderFactoryBuilder(new DocumentBuilderFactoryBuilder() {
            @Override
            protected DocumentBuilderFactory instantiateFactory() {
                return DocumentBuilderFactory.newDefaultNSInstance();
            }
        });
        xml.setTransformerFactoryBuilder(new TransformerFactoryBuilder() {
            @Override
            protected TransformerFactory instantiateFactory() {
                return TransformerFactory.newDefaultInstance();
            }
        });
        xml.setSchemaFactoryBuilder(new SchemaFactoryBuilder() {
            @Override
            protected SchemaFactory instantiateFactory() {
                return SchemaFactory.newDefaultInstance();
            }
        });
    }
}

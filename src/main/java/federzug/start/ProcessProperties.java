package federzug.start;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Sets the system properties that libraries read: they hold for the whole process and count only before a library is
 * first used. One that is set already, for example on the command line of the JVM, stays.
 */
@NullMarked
public final class ProcessProperties implements EnvironmentPostProcessor, Ordered {
    private static final Map<String, String> PROPERTIES = new LinkedHashMap<>();

    static {
        // Without these, every document or mail searches all jars for its providers again.
        PROPERTIES.put(
                "javax.xml.transform.TransformerFactory",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TransformerFactoryImpl");
        PROPERTIES.put("javax.xml.stream.XMLInputFactory", "com.ctc.wstx.stax.WstxInputFactory");
        // Mails that come in are read as leniently as mail programs read them.
        PROPERTIES.put("mail.mime.multipart.ignoremissingendboundary", "true");
        PROPERTIES.put("mail.mime.multipart.allowempty", "true");
        PROPERTIES.put("mail.mime.ignoreunknownencoding", "true");
        PROPERTIES.put("mail.mime.address.strict", "false");
        PROPERTIES.put("mail.mime.parameters.strict", "false");
        PROPERTIES.put("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        PROPERTIES.put(
                "jakarta.activation.spi.MailcapRegistryProvider",
                "org.eclipse.angus.activation.MailcapRegistryProviderImpl");
        PROPERTIES.put(
                "jakarta.activation.spi.MimeTypeRegistryProvider",
                "org.eclipse.angus.activation.MimeTypeRegistryProviderImpl");
        // PDFBox asks for it whenever it packs: the usual level costs a sixth of a document, for 8 % of its size.
        PROPERTIES.put("org.apache.pdfbox.filter.deflatelevel", "3");
    }

    /** By default the JDK sends no password to a proxy on the way to an https address; it reads this once. */
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        set();
        if (environment.getProperty("federzug.trust.network.proxy-user") != null) {
            set(TUNNELS, "");
        }
    }

    public static void set() {
        PROPERTIES.forEach(ProcessProperties::set);
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}

package federzug.verification.signature;

import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.crypto.xml.CryptographicSuiteXmlFacade;
import eu.europa.esig.dss.policy.crypto.xml.CryptographicSuiteXmlFactory;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLStreamException;
import javax.xml.validation.Schema;
import org.jspecify.annotations.NullUnmarked;
import org.xml.sax.SAXException;

/**
 * Reads the policy and the table of algorithms that come with the program. Both fit their schemas, as a test finds once;
 * to compile these at each start would cost as much as a check of a short document.
 */
final class BundledPolicy {
    private static final String SUITE = "/suite/dss-crypto-suite.xml";

    private BundledPolicy() {}

    static ValidationPolicy read() {
        try (InputStream policy = policy();
                InputStream suite = suite()) {
            return ValidationPolicyLoader.fromValidationPolicy(new Policies().getValidationPolicy(policy))
                    .withCryptographicSuite(new Suites().getCryptographicSuite(suite))
                    .create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JAXBException | XMLStreamException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    static InputStream policy() {
        return found(BundledPolicy.class.getResourceAsStream("policy.xml"));
    }

    /** The table that DSS takes if nothing else is said. */
    static InputStream suite() {
        return found(CryptographicSuiteXmlFactory.class.getResourceAsStream(SUITE));
    }

    @NullUnmarked
    private static InputStream found(InputStream resource) {
        if (resource == null) {
            throw new IllegalStateException("a policy is missing");
        }
        return resource;
    }

    /** Reads without a schema. */
    private static final class Policies extends ValidationPolicyFacade {
        @Override
        @NullUnmarked
        protected Schema getSchema() {
            return null;
        }
    }

    /** Reads without a schema. */
    private static final class Suites extends CryptographicSuiteXmlFacade {
        @Override
        @NullUnmarked
        protected Schema getSchema() {
            return null;
        }
    }
}

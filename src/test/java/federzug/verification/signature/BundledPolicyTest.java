package federzug.verification.signature;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.crypto.xml.CryptographicSuiteXmlFacade;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BundledPolicyTest {
    /** With a schema a fault is thrown; what is read is the same without. */
    @Test
    void fitsTheSchemasThatAreNotAskedAtEachStart() throws Exception {
        ValidationPolicyFacade policies = ValidationPolicyFacade.newFacade();
        CryptographicSuiteXmlFacade suites = CryptographicSuiteXmlFacade.newFacade();
        try (InputStream strict = BundledPolicy.policy();
                InputStream plain = BundledPolicy.policy();
                InputStream strictSuite = BundledPolicy.suite();
                InputStream plainSuite = BundledPolicy.suite()) {
            assertThat(policies.marshall(policies.unmarshall(plain, false), false))
                    .isEqualTo(policies.marshall(policies.unmarshall(strict, true), false));
            assertThat(suites.marshall(suites.unmarshall(plainSuite, false), false))
                    .isEqualTo(suites.marshall(suites.unmarshall(strictSuite, true), false));
        }
        assertThat(BundledPolicy.read().getPolicyName()).isNotBlank();
    }
}

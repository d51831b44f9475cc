package federzug.signing.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service says where its authorization server is; from outside it leads nobody into the own network. */
class RemoteEndpointsTest {
    private static final String OUTSIDE = "https://93.184.216.34/csc/v2";

    private static RemoteEndpoints of(String service, String named) {
        JsonNode info = new JsonMapper().readTree("{\"oauth2\":\"" + named + "\"}");
        return RemoteEndpoints.of(
                "dienst",
                new RemoteClient("dienst", URI.create(service), Duration.ofSeconds(5), HttpClient.newBuilder()),
                info);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "http://127.0.0.1:8080/",
                "http://localhost/",
                "https://10.1.2.3/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://2130706433/"
            })
    void aServiceOutsideLeadsNobodyInside(String named) {
        assertThatThrownBy(() -> of(OUTSIDE, named))
                .satisfies(trouble ->
                        assertThat(trouble.getMessage()).matches("signing.service.(inside|not-https|answer)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://93.184.216.34/anmeldung", "https://93.184.216.35/"})
    void aServiceOutsideMayNameAnotherHostOutside(String named) {
        assertThat(of(OUTSIDE, named).token().getHost())
                .isEqualTo(URI.create(named).getHost());
    }

    /** Somebody runs the service in the own house. */
    @ParameterizedTest
    @ValueSource(strings = {"https://10.1.2.3/", "http://127.0.0.1:9/"})
    void aServiceInsideMayNameAnotherHostInside(String named) {
        assertThat(of("https://10.9.9.9/csc", named).token().getHost())
                .isEqualTo(URI.create(named).getHost());
    }
}

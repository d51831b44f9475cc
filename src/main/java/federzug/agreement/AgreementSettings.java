package federzug.agreement;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param mailboxes a YAML file with a list {@code empfaenger} that all matters share; none if not set
 */
@ConfigurationProperties("federzug.agreement")
record AgreementSettings(@Nullable Path mailboxes) {}

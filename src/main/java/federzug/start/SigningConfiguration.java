package federzug.start;

import federzug.signing.FileSigning;
import federzug.signing.SigningSettings;
import federzug.trust.ListSettings;
import federzug.trust.NetworkSettings;
import federzug.trust.ProductionSettings;
import federzug.trust.TransferSettings;
import federzug.trust.Trust;
import federzug.trust.TrustSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * The signing of single files without the rest of the application: no database, no batch. Not found by component
 * scanning.
 */
@Import({FileSigning.class, Trust.class, Trust.Configuration.class})
@EnableConfigurationProperties({
    SigningSettings.class,
    TrustSettings.class,
    NetworkSettings.class,
    ListSettings.class,
    TransferSettings.class,
    ProductionSettings.class
})
public final class SigningConfiguration {}

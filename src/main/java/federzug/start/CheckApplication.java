package federzug.start;

import federzug.pipeline.checking.CheckingAlone;
import federzug.trust.ListSettings;
import federzug.trust.NetworkSettings;
import federzug.trust.ProductionSettings;
import federzug.trust.TransferSettings;
import federzug.trust.Trust;
import federzug.trust.TrustSettings;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The check of single files where there is no home: neither database nor folders. */
@Import({CheckingAlone.class, Trust.class, Trust.Configuration.class, ZonedClock.class})
@EnableConfigurationProperties({
    TrustSettings.class,
    NetworkSettings.class,
    ListSettings.class,
    TransferSettings.class,
    ProductionSettings.class
})
public final class CheckApplication {
    /**
     * @param properties settings that win over the configuration file
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(CheckApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return application.run(arguments);
    }
}

package federzug;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.StatusManager;
import federzug.cli.Door;
import federzug.pipeline.run.Jobs;
import federzug.start.MachineFonts;
import federzug.start.QuietLogging;
import federzug.start.ScratchFolder;
import federzug.start.ServedPages;
import federzug.start.Starter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The application: enters the command line, which starts Spring only when a command needs it. */
@SpringBootApplication(
        proxyBeanMethods = false,
        // All rooms but those that pages alone need.
        scanBasePackages = {
            "federzug.access",
            "federzug.agreement",
            "federzug.backup",
            "federzug.ceremony",
            "federzug.cli",
            "federzug.delivery",
            "federzug.document",
            "federzug.drafting",
            "federzug.file",
            "federzug.notice",
            "federzug.pipeline",
            "federzug.release",
            "federzug.rendering",
            "federzug.signing",
            "federzug.start",
            "federzug.trust",
            "federzug.verification"
        })
@ConfigurationPropertiesScan
@NullMarked
public class Federzug {
    /** Pages are looked for only where they are served. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ComponentScan("federzug.web")
    static class Pages {}

    /** Every command reports a wrong setting, not only the one that would use it. */
    @Bean
    static LazyInitializationExcludeFilter settingsAreReadAtOnce() {
        return (name, definition, type) ->
                AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class) && isOurs(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(Federzug.class.getPackageName());
    }

    /** Only our own, beside the file that the command line names: one that lies in the current folder is somebody else's. */
    private static final String DEFAULTS = "optional:classpath:/";

    /**
     * @param properties settings that win over every configuration file
     */
    static ConfigurableApplicationContext start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(Federzug.class);
        boolean serves = ServedPages.PROFILE.equals(properties.get("spring.profiles.active"));
        application.setWebApplicationType(serves ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        application.setRegisterShutdownHook(true);
        // A command uses a small part of the application; errors behind pages are to show before the first is served.
        application.setLazyInitialization(!serves);
        if (!serves) {
            // Only pages hear of events by annotated methods: nothing else need be searched for them, with all its
            // types.
            application.addInitializers(context -> context.addBeanFactoryPostProcessor(Federzug::withoutEventMethods));
        }
        // Not before logging is set up: what is loaded beside the start may have something to say.
        application.addInitializers(context -> {
            quietLoggingAboutItself();
            if (context.getEnvironment().getProperty(Starter.WARM_UP, Boolean.class, false)) {
                Jobs.warmUp();
            }
        });
        String[] arguments = properties.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("password"))
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        Map<String, Object> known = new HashMap<>(properties);
        known.putIfAbsent("spring.config.location", DEFAULTS);
        application.setDefaultProperties(known);
        return application.run(arguments);
    }

    private static void withoutEventMethods(ConfigurableListableBeanFactory beans) {
        if (beans instanceof BeanDefinitionRegistry registry) {
            registry.removeBeanDefinition(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME);
        }
    }

    /** On a full disk the log file fails with every line: Federzug reports what users need to know, once. */
    private static void quietLoggingAboutItself() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            StatusManager status = logging.getStatusManager();
            status.getCopyOfStatusListenerList().forEach(status::remove);
        }
    }

    public static void main(String[] arguments) {
        // From Java 22 on there is a console even without a terminal; only java.base's distinguishes terminals from
        // pipes.
        System.setProperty("jdk.console", "java.base");
        ScratchFolder.begin();
        MachineFonts.begin();
        QuietLogging.begin();
        System.exit(Door.enter(arguments, Federzug::start));
    }
}

package federzug.web.frame;

import federzug.notice.Texts;
import federzug.web.guard.CrowdedAddress;
import federzug.web.guard.RefusedRequests;
import federzug.web.guard.UnusedSessions;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** Sets up the server: words of the house, files of the stylesheet, cookies behind TLS, proxies that are believed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ServerShape implements WebMvcConfigurer {
    /** About a kilobyte each. */
    private static final int MOST_UNUSED = 20_000;

    private static final String OURS = "[a-z]+(\\.[a-z0-9-]+){2,}";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/gestalt/*.css", "/gestalt/*.js", "/gestalt/*.woff2")
                .addResourceLocations("classpath:/federzug/web/gestalt/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    @Bean
    static LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Locale.GERMAN);
    }

    /** The pages find their words where all rooms have theirs. */
    @Bean
    static MessageSource messageSource() {
        Texts texts = Shown.texts();
        return new AbstractMessageSource() {
            @Override
            protected java.text.@Nullable MessageFormat resolveCode(String code, Locale locale) {
                return null;
            }

            @Override
            protected @Nullable String getMessageInternal(
                    @Nullable String code, Object @Nullable [] arguments, @Nullable Locale locale) {
                // The frame below asks too, for words of its own.
                return code == null || !code.matches(OURS)
                        ? null
                        : texts.text(code, arguments == null ? new Object[0] : arguments);
            }
        };
    }

    @Bean
    static ServletContextInitializer cookiesBehindTls(WebSettings settings) {
        return servlet -> {
            if (settings.isSecure()) {
                servlet.getSessionCookieConfig().setSecure(true);
            }
        };
    }

    /** What the server refuses by itself is answered as everything else is. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusals() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new RefusedRequests(Shown.texts())));
    }

    /** Of the threads that work, two thirds are left to others. */
    @Bean
    static FilterRegistrationBean<CrowdedAddress> crowds(@Value("${server.tomcat.threads.max:60}") int threads) {
        FilterRegistrationBean<CrowdedAddress> crowds = new FilterRegistrationBean<>(
                new CrowdedAddress(Math.max(2, threads / 3), Shown.texts().text("web.trouble.crowded")));
        crowds.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return crowds;
    }

    @Bean
    static UnusedSessions unusedSessions() {
        return new UnusedSessions(MOST_UNUSED);
    }

    /** Only named proxies may say where a request comes from. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> proxies(WebSettings settings) {
        return factory -> {
            if (!settings.proxies().isEmpty()) {
                RemoteIpValve valve = new RemoteIpValve();
                valve.setInternalProxies(
                        settings.proxies().stream().map(Pattern::quote).collect(Collectors.joining("|")));
                valve.setProtocolHeader("X-Forwarded-Proto");
                factory.addEngineValves(valve);
            }
        };
    }
}

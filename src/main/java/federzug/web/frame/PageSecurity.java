package federzug.web.frame;

import federzug.access.AccountDesk;
import federzug.access.Accounts;
import federzug.web.guard.PlainAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Decides by {@link PageRights} who gets which page, and sends every page with the strict headers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageSecurity {
    /** Only what this house serves itself. Pictures of the stylesheet stand in it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'self'";

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    static AccountDesk.Encoder encoder(PasswordEncoder encoder) {
        return typed -> Objects.requireNonNull(encoder.encode(typed));
    }

    /** A request that names another host comes from a page that only pretends to be here. */
    @Bean
    static StrictHttpFirewall firewall(WebSettings settings, @Value("${server.address:127.0.0.1}") String address) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        String own = settings.address() == null
                ? "localhost"
                : settings.address().getHost().toLowerCase(Locale.ROOT);
        Set<String> hosts = Set.copyOf(java.util.List.of("localhost", "127.0.0.1", "[::1]", "::1", address, own));
        firewall.setAllowedHostnames(host -> hosts.contains(host.toLowerCase(Locale.ROOT)));
        return firewall;
    }

    /** Whoever opens the pages by a name they do not have learns that, and not an empty page. */
    @Bean
    static RequestRejectedHandler rejected() {
        String words = Shown.texts().text("web.trouble.rejected");
        return (request, response, trouble) -> PlainAnswer.write(response, HttpServletResponse.SC_BAD_REQUEST, words);
    }

    private static String why(AuthenticationException trouble) {
        if (trouble instanceof HouseLoginException house) {
            return "haus=" + house.trouble().word();
        }
        return trouble instanceof LockedException ? "warten" : "fehler";
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http, Accounts accounts) {
        http.authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll();
            PageRights.OPEN.forEach(pattern -> requests.requestMatchers(pattern).permitAll());
            PageRights.TABLE.forEach(right -> requests.requestMatchers(right.pattern())
                    .hasAnyRole(right.roles().stream().map(Enum::name).toArray(String[]::new)));
            requests.anyRequest().denyAll();
        });
        http.formLogin(form -> form.loginPage("/anmelden")
                .usernameParameter("name")
                .passwordParameter("kennwort")
                .defaultSuccessUrl("/")
                .failureHandler((request, response, trouble) ->
                        response.sendRedirect(request.getContextPath() + "/anmelden?" + why(trouble))));
        http.exceptionHandling(trouble -> trouble.accessDeniedHandler(new LostSession()));
        http.logout(logout -> logout.logoutUrl("/abmelden").logoutSuccessUrl("/anmelden?abgemeldet"));
        http.addFilterBefore(new AccountCheck(accounts), AuthorizationFilter.class);
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .frameOptions(frames -> frames.sameOrigin())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy(
                        "camera=(), microphone=(), geolocation=(), payment=()," + " usb=(), serial=(), hid=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(
                        org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                .CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(
                        org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter
                                .CrossOriginResourcePolicy.SAME_ORIGIN)));
        return http.build();
    }
}

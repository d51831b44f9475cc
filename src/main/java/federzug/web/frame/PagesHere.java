package federzug.web.frame;

import federzug.access.AccountDesk;
import federzug.access.AccountDesk.Wish;
import federzug.access.Accounts;
import federzug.access.PersonalLink;
import federzug.access.PersonalLinks;
import federzug.access.ReadablePassword;
import federzug.access.Role;
import federzug.notice.Texts;
import federzug.start.ServedPages;
import federzug.web.WebException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The pages of this process: where they are found, and how the first person gets in. */
@Component
@ConditionalOnWebApplication
class PagesHere implements ServedPages, DisposableBean {
    private static final Duration FIRST_ACCOUNT = Duration.ofHours(24);

    private final AccountDesk desk;
    private final Accounts accounts;
    private final PersonalLinks links;
    private final AccountDesk.Encoder encoder;
    private final WebSettings settings;
    private final String listensTo;
    private final Clock clock;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int port;
    private volatile boolean ready;

    PagesHere(
            AccountDesk desk,
            Accounts accounts,
            PersonalLinks links,
            AccountDesk.Encoder encoder,
            WebSettings settings,
            @Value("${server.address:127.0.0.1}") String listensTo,
            Clock clock) {
        if (!settings.isSecure() && !isLoopback(listensTo)) {
            throw WebException.refused("web.start.public-without-tls", listensTo);
        }
        this.desk = desk;
        this.accounts = accounts;
        this.links = links;
        this.encoder = encoder;
        this.settings = settings;
        this.listensTo = listensTo;
        this.clock = clock;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw WebException.refused("web.start.address", address);
        }
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    @Override
    public URI address() {
        if (settings.address() != null) {
            return settings.address();
        }
        String host = listensTo.contains(":") ? "[" + listensTo + "]" : listensTo;
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public Optional<URI> firstAccount() {
        if (!accounts.all().isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String opens = links.issue(PersonalLink.Kind.FIRST_ACCOUNT, "", "", "", now, now.plus(FIRST_ACCOUNT));
        return Optional.of(URI.create(address() + "/erstes-konto/" + opens));
    }

    @Override
    public Map<String, String> demoAccounts() {
        if (accounts.all().stream().anyMatch(account -> !account.demo())) {
            throw WebException.refused("web.start.demo-among-others");
        }
        Map<String, String> typed = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            String name = "demo-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
            String word = ReadablePassword.fresh();
            accounts.find(name)
                    .ifPresentOrElse(
                            known -> desk.changePassword(name, known, word, false, encoder),
                            () -> desk.add(
                                    name,
                                    new Wish(name, shown(role), word, Set.of(role), false, true),
                                    false,
                                    encoder));
            typed.put(name, word);
        }
        return typed;
    }

    private static String shown(Role role) {
        Texts texts = Shown.texts();
        return texts.text("web.demo.person", texts.text(role.code()));
    }

    @Override
    public void ready() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    @Override
    public void awaitEnd() {
        boolean interrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() {
        ready = false;
        end.countDown();
    }
}

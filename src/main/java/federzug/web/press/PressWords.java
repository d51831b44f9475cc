package federzug.web.press;

import federzug.access.Account;
import federzug.access.Accounts;
import federzug.agreement.Matter;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.web.frame.Shown;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Words for pages of what holds a release back, where the texts of the desks name commands; and names of persons. */
@Component
@ConditionalOnWebApplication
class PressWords {
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("release.obstacle.not-all-signed", "web.press.miss-signed"),
            Map.entry("release.obstacle.quote-without-approval", "web.press.miss-quote"),
            Map.entry("release.obstacle.quote-changed-after-approval", "web.press.miss-quote-changed"),
            Map.entry("release.obstacle.quote-objected", "web.press.miss-quote-objected"),
            Map.entry("release.obstacle.quote-declined", "web.press.miss-quote-declined"),
            Map.entry("release.obstacle.no-time-set", "web.press.miss-time"),
            Map.entry("release.obstacle.too-early", "web.press.miss-early"),
            Map.entry("release.obstacle.too-late", "web.press.miss-late"),
            Map.entry("release.obstacle.no-recipients", "web.press.miss-list"),
            Map.entry("release.obstacle.text-without-approval", "web.press.miss-submitted"),
            Map.entry("release.obstacle.text-changed-after-approval", "web.press.miss-text-changed"),
            Map.entry("release.obstacle.not-released", "web.press.miss-released"),
            Map.entry("release.obstacle.changed-after-release", "web.press.miss-version"),
            Map.entry("release.obstacle.stopped", "web.press.miss-stopped"),
            Map.entry("release.obstacle.refusals", "web.press.miss-refusals"),
            Map.entry("release.obstacle.grace", "web.press.miss-grace"),
            Map.entry("release.obstacle.ahead-of-embargo", "web.press.miss-embargo"),
            Map.entry("pipeline.press.not-prepared", "web.press.no-draft"),
            Map.entry("pipeline.press.not-ready", "web.press.not-ready"),
            Map.entry("pipeline.press.correction-same", "web.press.correction-same"),
            Map.entry("pipeline.press.correction-begun", "web.press.correction-begun"),
            Map.entry("pipeline.press.correction-says", "web.press.correction-says"));

    private final Accounts accounts;
    private final Texts texts = Shown.texts();

    PressWords(Accounts accounts) {
        this.accounts = accounts;
    }

    String line(Notice notice, @Nullable Matter matter) {
        String ours = OURS.get(notice.code());
        if (ours == null) {
            return texts.text(notice);
        }
        Object[] arguments = notice.arguments().stream()
                .map(each -> each instanceof String text ? (Object) name(text, matter) : each)
                .toArray();
        return texts.text(ours, arguments);
    }

    /** The person of an account or of the data; else as it stands. */
    String name(String by, @Nullable Matter matter) {
        return accounts.find(by)
                .map(Account::shown)
                .or(() -> matter == null
                        ? java.util.Optional.empty()
                        : matter.person(by).map(person -> person.nameWithTitle()))
                .orElse(by);
    }

    /** Empty without a time. */
    static String minute(@Nullable LocalDateTime time) {
        return time == null ? "" : Shown.minute(time);
    }
}

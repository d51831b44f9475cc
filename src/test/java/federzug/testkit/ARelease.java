package federzug.testkit;

import federzug.agreement.PressRelease;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A press release like another one but for what a test is about. */
public final class ARelease {
    private final PressRelease base;
    private @Nullable LocalDateTime sendFrom;
    private @Nullable LocalDateTime embargo;
    private @Nullable LocalDateTime latest;
    private String headline;
    private List<PressRelease.Quote> quotes;
    private PressRelease.@Nullable Counters counters;
    private List<PressRelease.Recipient> recipients;
    private String text;
    private String outlook;

    private ARelease(PressRelease base) {
        this.base = base;
        this.sendFrom = base.sendFrom();
        this.embargo = base.embargo();
        this.latest = base.latest();
        this.headline = base.headline();
        this.quotes = base.quotes();
        this.counters = base.counters();
        this.recipients = base.recipients();
        this.text = base.text();
        this.outlook = base.outlook();
    }

    public static ARelease like(PressRelease base) {
        return new ARelease(base);
    }

    /** @param from null: not yet set */
    public ARelease sendFrom(@Nullable LocalDateTime from) {
        sendFrom = from;
        return this;
    }

    public ARelease embargo(@Nullable LocalDateTime until) {
        embargo = until;
        return this;
    }

    public ARelease latest(@Nullable LocalDateTime at) {
        latest = at;
        return this;
    }

    public ARelease headline(String words) {
        headline = words;
        return this;
    }

    public ARelease quotes(List<PressRelease.Quote> other) {
        quotes = other;
        return this;
    }

    public ARelease counters(PressRelease.@Nullable Counters other) {
        counters = other;
        return this;
    }

    public ARelease recipients(List<PressRelease.Recipient> list) {
        recipients = list;
        return this;
    }

    public ARelease text(String paragraphs) {
        text = paragraphs;
        return this;
    }

    public ARelease outlook(String words) {
        outlook = words;
        return this;
    }

    public PressRelease build() {
        return new PressRelease(
                base.template(),
                sendFrom,
                embargo,
                latest,
                headline,
                base.contact(),
                quotes,
                counters,
                recipients,
                base.number(),
                text,
                outlook,
                base.about(),
                base.sender(),
                base.picture(),
                base.second());
    }
}

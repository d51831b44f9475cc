package federzug.agreement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The press release of a matter. Times are wall-clock times in the configured zone.
 *
 * @param sendFrom {@code versand_ab}: hard, never sent earlier by any path; null if not yet set
 * @param embargo {@code sperrfrist}: a mark on each page and in the subject
 * @param latest {@code spaetestens}: afterwards a person decides
 * @param counters figures of the background block with their as-of date
 * @param recipients the press list read from {@code verteiler}
 * @param number {@code nummer} of the release in its year, may be empty
 * @param text {@code text}: free paragraphs below the lead; may be empty
 * @param outlook {@code ausblick}: what comes next, in the words of the parties; may be empty
 * @param about {@code abbinder}: what the house says of itself at the end; may be empty
 * @param sender {@code absender}: house, address and the like below the contact, line by line; empty: those of the template
 * @param picture {@code bild}: null for none
 * @param second {@code zweite_fassung}: the words for the case that not everybody signs; null for none
 */
public record PressRelease(
        String template,
        @Nullable LocalDateTime sendFrom,
        @Nullable LocalDateTime embargo,
        @Nullable LocalDateTime latest,
        String headline,
        Contact contact,
        List<Quote> quotes,
        @Nullable Counters counters,
        List<Recipient> recipients,
        String number,
        String text,
        String outlook,
        String about,
        String sender,
        @Nullable Picture picture,
        @Nullable Second second) {

    public PressRelease {
        quotes = List.copyOf(quotes);
        recipients = List.copyOf(recipients);
    }

    /** {@code ansprechperson}. */
    public record Contact(String name, String telephone, String fax, String mail) {}

    /** {@code zitate[]}: what a person is quoted with; without an approval the release is held back. */
    public record Quote(
            Person person, String text, @Nullable QuoteApproval approval) {}

    /** {@code freigabe}: who approved the quote and when. */
    public record QuoteApproval(Person by, LocalDateTime at) {}

    /**
     * {@code zahlen}. Funds are text, for example {@code 1,3 Millionen Euro}.
     *
     * @param period {@code zeitraum}: what the funds are for, for example {@code im Jahr 2021}; may be empty
     */
    public record Counters(LocalDate asOf, int advised, int agreements, int councils, String funds, String period) {
        public Counters(LocalDate asOf, int advised, int agreements, int councils, String funds) {
            this(asOf, advised, agreements, councils, funds, "");
        }
    }

    /**
     * {@code bild}: a picture; its alternative text is mandatory.
     *
     * @param file {@code datei}, relative to the folder of the matter's data and inside it; JPEG or PNG
     * @param alt {@code alt}: what is to be seen
     * @param caption {@code bildunterschrift}, may be empty
     * @param credit {@code quelle}: whose picture it is
     * @param rights {@code rechte}: what may be done with it
     * @param sha256 of the file's bytes as they were read, 64 lower-case hexadecimal digits
     */
    public record Picture(String file, String alt, String caption, String credit, String rights, String sha256) {}

    /**
     * {@code zweite_fassung}: what goes out, approved on its own and chosen by a person, if not everybody signs. It names
     * nobody who signs and quotes nobody.
     *
     * @param template {@code vorlage}; empty: that of the first wording
     */
    public record Second(String template, String headline, String text) {}

    /** The same release with another second wording, or none. */
    public PressRelease withSecond(@Nullable Second other) {
        return with(quotes, picture, other);
    }

    /** The release in its second wording, without quotes and picture; times, list and contact stay. */
    public PressRelease inSecondWording() {
        Second words = Objects.requireNonNull(second, "no second wording");
        return new PressRelease(
                words.template().isEmpty() ? template : words.template(),
                sendFrom,
                embargo,
                latest,
                words.headline(),
                contact,
                List.of(),
                counters,
                recipients,
                number,
                words.text(),
                "",
                about,
                sender,
                null,
                null);
    }

    /** The same release with other quotes. */
    public PressRelease withQuotes(List<Quote> other) {
        return with(other, picture, second);
    }

    /** The same release with another picture, or none. */
    public PressRelease withPicture(@Nullable Picture other) {
        return with(quotes, other, second);
    }

    private PressRelease with(List<Quote> newQuotes, @Nullable Picture newPicture, @Nullable Second newSecond) {
        return new PressRelease(
                template,
                sendFrom,
                embargo,
                latest,
                headline,
                contact,
                newQuotes,
                counters,
                recipients,
                number,
                text,
                outlook,
                about,
                sender,
                newPicture,
                newSecond);
    }

    /** Those of the press list that get mail from us on that day. */
    public List<Recipient> addressed(LocalDate day) {
        return recipients.stream()
                .filter(recipient -> recipient.silence(day) == null)
                .toList();
    }

    /** Why an address on the list gets no mail from this sender. */
    public enum Silence {
        UNSUBSCRIBED,
        PAUSED,
        /** Gets it from the state's media portal. */
        MEDIA_SERVICE
    }

    /**
     * One line of the press list.
     *
     * @param name of a person or newsroom, may be empty
     * @param medium newspaper, station or agency; may be empty
     * @param topics as written, may be empty
     * @param unsubscribed kept, so that the address is not taken up again by mistake
     * @param pausedUntil last day without mail; null: no pause
     * @param throughMediaService the media portal delivers it, not we
     * @param source where the address is from; may be empty
     * @param sourceDate since when it is known
     */
    public record Recipient(
            String address,
            String name,
            String medium,
            String topics,
            boolean unsubscribed,
            @Nullable LocalDate pausedUntil,
            boolean throughMediaService,
            String source,
            @Nullable LocalDate sourceDate) {
        public Recipient(String address, String name) {
            this(address, name, "", "", false, null, false, "", null);
        }

        /** Null: gets mail on that day. */
        public @Nullable Silence silence(LocalDate day) {
            if (unsubscribed) {
                return Silence.UNSUBSCRIBED;
            }
            if (pausedUntil != null && !day.isAfter(pausedUntil)) {
                return Silence.PAUSED;
            }
            return throughMediaService ? Silence.MEDIA_SERVICE : null;
        }
    }
}

package federzug.pipeline.run;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code federzug.forget}: how long after the end of a matter what is kept of it, for example {@code 10y}, {@code 6m} or
 * {@code 90d}; null: for ever.
 *
 * @param drafts documents on the way to the sealed one
 * @param mails to whom mails went and from whom they came
 * @param documents sealed documents and press releases
 * @param persons data of the matter, names and reasons; not before the documents, which could not be renewed any more
 */
@ConfigurationProperties("federzug.forget")
record ForgetSettings(
        @Nullable Period drafts,
        @Nullable Period mails,
        @Nullable Period documents,
        @Nullable Period persons) {
    ForgetSettings {
        for (Period period : new @Nullable Period[] {drafts, mails, documents, persons}) {
            if (period != null && (period.isNegative() || period.isZero())) {
                throw new IllegalArgumentException("federzug.forget: periods are longer than zero");
            }
        }
        if (persons != null && (documents == null || days(persons) < days(documents))) {
            throw new IllegalArgumentException("federzug.forget.persons: not before federzug.forget.documents");
        }
    }

    private static long days(Period period) {
        return period.toTotalMonths() * 30 + period.getDays();
    }

    Optional<Period> of(ForgottenKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case DRAFTS -> drafts;
                    case MAILS -> mails;
                    case DOCUMENTS -> documents;
                    case PERSONS -> persons;
                });
    }

    /** Whether the period has passed since the end of a matter. */
    boolean isOver(ForgottenKind kind, Instant end, Clock clock) {
        return of(kind).map(
                        period -> ZonedDateTime.ofInstant(end, clock.getZone()).plus(period))
                .filter(until -> until.toInstant().isBefore(clock.instant()))
                .isPresent();
    }
}

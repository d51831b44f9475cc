package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class GermanTimeTest {
    private static final Instant TEN = Instant.parse("2021-12-01T09:00:07.5Z");
    private static final GermanTime BERLIN = new GermanTime(ZoneId.of("Europe/Berlin"));

    @Test
    void showsAnInstantInItsZone() {
        assertThat(BERLIN.minute(TEN)).isEqualTo("01.12.2021, 10:00");
        assertThat(BERLIN.second(TEN)).isEqualTo("01.12.2021, 10:00:07");
        assertThat(BERLIN.iso(TEN)).isEqualTo("2021-12-01T10:00:07+01:00");
        assertThat(BERLIN.iso(null)).isNull();
        Instant late = Instant.parse("2021-12-01T23:30:00Z");
        assertThat(BERLIN.day(late)).isEqualTo(LocalDate.of(2021, 12, 2));
    }

    @Test
    void followsTheZoneOfTheClock() {
        GermanTime tokyo = GermanTime.of(Clock.fixed(TEN, ZoneId.of("Asia/Tokyo")));
        assertThat(tokyo.minute(TEN)).isEqualTo("01.12.2021, 18:00");
        assertThat(tokyo.iso(TEN)).isEqualTo("2021-12-01T18:00:07+09:00");
    }

    @Test
    void leavesTheDayOutOnTheDayItself() {
        assertThat(BERLIN.hour(TEN, TEN.plusSeconds(3600))).isEqualTo("10:00");
        assertThat(BERLIN.hour(TEN, TEN.plusSeconds(24 * 3600))).isEqualTo("01.12., 10:00");
    }

    @Test
    void writesWhatHasNoZoneAsItIs() {
        LocalDateTime eleven = LocalDateTime.of(2021, 12, 1, 11, 0);
        assertThat(GermanTime.minute(eleven)).isEqualTo("01.12.2021, 11:00");
        assertThat(GermanTime.longMinute(eleven)).isEqualTo("1. Dezember 2021, 11:00");
        assertThat(GermanTime.day(eleven.toLocalDate())).isEqualTo("01.12.2021");
        assertThat(GermanTime.longDay(eleven.toLocalDate())).isEqualTo("1. Dezember 2021");
        assertThat(GermanTime.moment(TEN.atZone(BERLIN.zone()))).isEqualTo("01.12.2021, 10:00:07 Uhr (MEZ)");
    }
}

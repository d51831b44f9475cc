package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Municipality.Status;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CityRegisterTest {
    private final CityRegister register = CityRegister.saxony();

    @Test
    void knowsThreeKreisfreieAndFiftyThreeGrosseKreisstaedte() {
        assertThat(register.size()).isEqualTo(56);
        assertThat(register.asOf()).isEqualTo(LocalDate.of(2021, 1, 1));
    }

    @Test
    void findsACityWithItsTitleToo() {
        assertThat(register.status("Crimmitschau")).contains(Status.GROSSE_KREISSTADT);
        assertThat(register.status("Große Kreisstadt Zwickau")).contains(Status.GROSSE_KREISSTADT);
        assertThat(register.status("Landeshauptstadt Dresden")).contains(Status.KREISFREIE_STADT);
        assertThat(register.status("Auerbach")).isEmpty();
        assertThat(register.status("Mülsen")).isEmpty();
    }

    @Test
    void aSorbianNameBesideTheGermanOneIsNoOtherCity() {
        assertThat(register.status("Weißwasser/O.L. (Běła Woda)")).contains(Status.GROSSE_KREISSTADT);
        assertThat(register.status("Bautzen / Budyšin")).contains(Status.GROSSE_KREISSTADT);
        assertThat(register.status("Auerbach (Vogtland)")).isEmpty();
    }
}

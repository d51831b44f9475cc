package federzug.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class AccountLoginTest {
    @Test
    void anUnknownNameCostsWhatAKnownOneDoes() {
        PasswordEncoder encoder = PageSecurity.passwordEncoder();
        String known = String.valueOf(encoder.encode("word"));

        assertThat(head(AccountLogin.NOBODY)).isEqualTo(head(known)).startsWith("{bcrypt}$2a$");
        assertThat(AccountLogin.NOBODY).hasSameSizeAs(known);
    }

    /** Method and number of rounds. */
    private static String head(String encoded) {
        return encoded.substring(0, encoded.lastIndexOf('$') + 1);
    }
}

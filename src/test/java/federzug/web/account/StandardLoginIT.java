package federzug.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Accounts;
import federzug.access.Role;
import federzug.testkit.MovedClock;
import federzug.testkit.WebLoginService;
import federzug.testkit.WebServed;
import federzug.testkit.WebStandardLoginService;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at a login service that others have written. */
class StandardLoginIT {
    @Test
    void understandsALoginServiceThatOthersHaveWritten(@TempDir Path folder) throws Exception {
        Path secret = Files.createFile(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, WebLoginService.CLIENT_KEY);
        try (WebStandardLoginService service = new WebStandardLoginService();
                WebServed served = new WebServed(
                        folder,
                        "--federzug.web.oidc.issuer=" + service.issuer(),
                        "--federzug.web.oidc.client-id=" + WebLoginService.CLIENT,
                        "--federzug.web.oidc.client-secret-file=" + secret,
                        "--federzug.web.oidc.roles.pruefung=fz-recht")) {
            // That service knows only the time of the machine.
            MovedClock clock = served.application().clock();
            clock.move(Duration.between(clock.instant(), Instant.now()));
            WebVisitor visitor = served.visitor();
            Answer back = visitor.get(visitor.get("/anmelden/haus").target());
            assertThat(back.status()).as(back.body()).isEqualTo(302);
            assertThat(back.target()).contains("/anmelden/haus/zurueck?").contains("code=");
            assertThat(visitor.get(back.target()).target()).endsWith("/");
            assertThat(visitor.follow("/").body()).contains("Kim Norm");
            assertThat(served.the(Accounts.class).find("kim.norm").orElseThrow().roles())
                    .containsExactly(Role.PRUEFUNG);
        }
    }
}

package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.InMemoryDocumentStore;
import federzug.testkit.MailDatabase;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class DeliveryWiringIT {
    @TempDir
    Path folder;

    @Configuration
    @EnableConfigurationProperties(DeliverySettings.class)
    @ComponentScan({"federzug.delivery.inbox", "federzug.delivery.ledger"})
    @Import({Postbox.class, Letters.class, SendingEvidence.class})
    static class Room {}

    @Test
    void springBuildsAPostboxThatWritesMails() {
        MailDatabase database = MailDatabase.with(AMailroom.MIGRATIONS);
        AMailroom data = new AMailroom(database);
        new ApplicationContextRunner()
                .withUserConfiguration(Room.class)
                .withPropertyValues(
                        "federzug.delivery.sender-address=asskomm@lpr.example", "federzug.home=target/wiring-home")
                .withBean(JdbcClient.class, database::jdbc)
                .withBean(PlatformTransactionManager.class, database::transactions)
                .withBean(InMemoryDocumentStore.class, () -> data.store)
                .withBean(Clock.class, () -> data.clock)
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Letters.class);
                    Posted posted =
                            context.getBean(Postbox.class).post(data.agreementMail(true), AMailroom.to(folder, true));
                    assertThat(posted.mail().state()).isEqualTo(MailState.ACCEPTED);
                });
    }
}

package federzug.pipeline.doctor;

import federzug.delivery.Inbox;
import federzug.delivery.MailServer;
import federzug.notice.Notice;
import federzug.pipeline.DatabaseFacts;
import federzug.pipeline.PressSettings;
import federzug.pipeline.folder.FreeSpace;
import federzug.signing.Devices;
import federzug.signing.HouseSealing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Defines the checks that take a single call each. */
@Configuration(proxyBeanMethods = false)
class HouseLamps {
    private record Simple(Lamp.Kind kind, Supplier<List<Notice>> at) implements HouseLamp {
        @Override
        public List<Notice> look(boolean rehearsal) {
            return at.get();
        }
    }

    @Bean
    @Order(1)
    static HouseLamp settingsLamp(Installation installation) {
        return new Simple(Lamp.Kind.SETTINGS, installation::files);
    }

    @Bean
    @Order(2)
    static HouseLamp databaseLamp(DatabaseFacts database, Clock clock) {
        return new Simple(Lamp.Kind.CLOCK, () -> new DatabaseLook(database, clock).look());
    }

    @Bean
    @Order(3)
    static HouseLamp diskLamp(FreeSpace space) {
        return new Simple(Lamp.Kind.DISK, () -> List.of(space.room()));
    }

    @Bean
    @Order(4)
    static HouseLamp rightsLamp(@Value("${federzug.home}") Path home) {
        return new Simple(Lamp.Kind.RIGHTS, () -> new FileRights(home).look());
    }

    @Bean
    @Order(5)
    static HouseLamp mailLamp(MailServer server) {
        return new Simple(Lamp.Kind.MAIL, server::check);
    }

    @Bean
    @Order(6)
    static HouseLamp inboxLamp(Inbox inbox) {
        return new Simple(Lamp.Kind.INBOX, inbox::check);
    }

    @Bean
    @Order(7)
    static HouseLamp sealLamp(PressSettings settings, Devices devices, HouseSealing sealing, Clock clock) {
        SealLook look = new SealLook(settings, devices, sealing, clock);
        return new HouseLamp() {
            @Override
            public Lamp.Kind kind() {
                return Lamp.Kind.SEAL;
            }

            @Override
            public List<Notice> look(boolean rehearsal) {
                return look.look(rehearsal);
            }
        };
    }

    @Bean
    @Order(8)
    static HouseLamp versionsLamp() {
        return new Simple(Lamp.Kind.VERSIONS, () -> WeakVersions.listed().look(WeakVersions::installed));
    }

    @Bean
    @Order(9)
    static HouseLamp archiveLamp(Installation installation) {
        return new Simple(Lamp.Kind.START, installation::archive);
    }
}

package federzug.trust;

import federzug.trust.status.ServiceTime;
import org.springframework.stereotype.Component;

/** Reads the time of the services of this installation. */
@Component
class StampedTime implements ServiceTime {
    private final Trust trust;

    StampedTime(Trust trust) {
        this.trust = trust;
    }

    @Override
    public Reading read() {
        return trust.serviceTime();
    }
}

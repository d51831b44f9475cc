package federzug.delivery;

import federzug.delivery.smtp.MailTransport;
import java.util.List;

/** The double is worth something only while it behaves like the real one. */
class FakeMailTransportTest implements MailTransportContract {
    private final FakeMailTransport server = new FakeMailTransport();

    @Override
    public MailTransport transport() {
        return server;
    }

    @Override
    public List<String> arrived() {
        return server.arrived();
    }
}

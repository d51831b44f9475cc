package federzug.delivery.smtp;

import java.util.List;

/** The double is worth something only while it behaves like the real one. */
class FakeCarrierTest implements CarrierContract {
    private final FakeCarrier server = new FakeCarrier();

    @Override
    public MailTransport carrier() {
        return server;
    }

    @Override
    public List<String> arrived() {
        return server.arrived();
    }
}

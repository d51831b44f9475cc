package federzug.rendering.fop;

import federzug.document.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;

/**
 * What FOP may read while it sets a document: the pictures of the documents in work, from memory; fonts it has already.
 * Every other address is refused, so that nothing is ever fetched for a template.
 */
final class PictureSource implements ResourceResolver {
    private record Held(byte[] bytes, int users) {}

    private final Map<String, Held> held = new HashMap<>();

    /** @return the address to write into the page; give it back to {@link #release} */
    synchronized String hold(byte[] picture) {
        String address = "picture:" + Digest.of(picture).hex();
        Held known = held.get(address);
        held.put(address, new Held(picture, known == null ? 1 : known.users() + 1));
        return address;
    }

    synchronized void release(String address) {
        Held known = held.get(address);
        if (known != null && known.users() > 1) {
            held.put(address, new Held(known.bytes(), known.users() - 1));
        } else {
            held.remove(address);
        }
    }

    @Override
    public Resource getResource(URI address) throws IOException {
        synchronized (this) {
            Held known = held.get(address.toString());
            if (known != null) {
                return new Resource(new ByteArrayInputStream(known.bytes()));
            }
        }
        throw new IOException("not available to a document: " + address.getScheme());
    }

    @Override
    public OutputStream getOutputStream(URI address) throws IOException {
        throw new IOException("nothing is written: " + address.getScheme());
    }
}

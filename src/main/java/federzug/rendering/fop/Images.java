package federzug.rendering.fop;

import java.util.ArrayList;
import java.util.List;

/** The pictures of one document while it is being set. */
public final class Images implements AutoCloseable {
    private final PictureSource pictures;
    private final List<String> addresses = new ArrayList<>();

    public Images(PictureSource pictures) {
        this.pictures = pictures;
    }

    public String address(byte[] picture) {
        String address = pictures.hold(picture);
        addresses.add(address);
        return address;
    }

    @Override
    public void close() {
        addresses.forEach(pictures::release);
    }
}

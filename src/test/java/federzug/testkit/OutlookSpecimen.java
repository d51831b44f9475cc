package federzug.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Mails as Outlook saves (MS-OXMSG) and sends them (MS-OXTNEF), with no more than one attachment needs. */
public final class OutlookSpecimen {
    private static final String ATTACHMENT = "__attach_version1.0_#00000000";
    private static final String LONG_NAME = "__substg1.0_3707001F";
    private static final String DATA = "__substg1.0_37010102";
    private static final String EMBEDDED = "__substg1.0_3701000D";
    private static final int SIGNATURE = 0x223E9F78;
    private static final int RENDERING = 0x00069002;
    private static final int TITLE = 0x00018010;
    private static final int CONTENT = 0x0006800F;

    private OutlookSpecimen() {}

    /** Writes one attachment into the folder of a message. */
    @FunctionalInterface
    public interface Filling {
        void into(DirectoryEntry message) throws IOException;
    }

    public static Filling attachment(String name, byte[] content) {
        return message -> {
            properties(message, 32);
            DirectoryEntry attached = message.createDirectory(ATTACHMENT);
            properties(attached, 8);
            stream(attached, LONG_NAME, name.getBytes(StandardCharsets.UTF_16LE));
            stream(attached, DATA, content);
        };
    }

    /** A mail with one attachment. */
    public static byte[] msg(String name, byte[] content) throws IOException {
        return file(attachment(name, content));
    }

    /** A mail to which another mail is attached. */
    public static byte[] forwarding(Filling inner) throws IOException {
        return file(message -> {
            properties(message, 32);
            DirectoryEntry attached = message.createDirectory(ATTACHMENT);
            properties(attached, 8);
            inner.into(attached.createDirectory(EMBEDDED));
        });
    }

    private static byte[] file(Filling filling) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            filling.into(file.getRoot());
            file.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private static void properties(DirectoryEntry directory, int header) throws IOException {
        stream(directory, "__properties_version1.0", new byte[header]);
    }

    private static void stream(DirectoryEntry directory, String name, byte[] content) throws IOException {
        directory.createDocument(name, new ByteArrayInputStream(content));
    }

    /** What arrives as {@code winmail.dat}. */
    public static byte[] tnef(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(little(6).putInt(SIGNATURE).putShort((short) 1).array());
        attribute(out, RENDERING, new byte[14]);
        attribute(out, TITLE, (name + '\0').getBytes(StandardCharsets.US_ASCII));
        attribute(out, CONTENT, content);
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int id, byte[] value) throws IOException {
        int sum = 0;
        for (byte each : value) {
            sum += each & 0xFF;
        }
        out.write(2); // of an attachment
        out.write(little(8).putInt(id).putInt(value.length).array());
        out.write(value);
        out.write(little(2).putShort((short) sum).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}

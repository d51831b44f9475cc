package federzug.delivery.evidence;

import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the heads of the mails that lie in an outbox folder. */
public final class OutboxHeads {
    private static final int LARGEST_HEAD = 64 * 1024;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy HH:mm:ss Z", Locale.US);

    private OutboxHeads() {}

    /**
     * @param address it is written to, in small letters
     * @param subject as encoded in the file, unfolded
     * @param rehearsal the mail of a rehearsal
     * @param draft lies there to be sent by hand
     */
    public record Head(
            String fileName,
            String messageId,
            String address,
            String subject,
            @Nullable Instant date,
            boolean rehearsal,
            boolean draft) {
        /** Compares as the mail was written: encoded words are decoded. */
        public boolean isAbout(String wanted) {
            return decoded(subject).equals(wanted.strip().replaceAll("\\s+", " "));
        }
    }

    /** All mails of the folder by their order of names; what is no mail is skipped. */
    public static List<Head> of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Head> heads = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    heads.add(parse(String.valueOf(file.getFileName()), in.readNBytes(LARGEST_HEAD)));
                } catch (IOException e) {
                    // A file that people put there, or that is just being renamed.
                }
            }
        }
        return heads;
    }

    public static Head parse(String fileName, byte[] mail) {
        Map<String, String> fields = new HashMap<>();
        String name = "";
        for (String line : head(mail).split("\r?\n")) {
            if (!line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                fields.merge(name, " " + line.strip(), String::concat);
            } else if (line.indexOf(':') > 0) {
                name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                fields.put(name, line.substring(name.length() + 1).strip());
            }
        }
        String to = fields.getOrDefault("to", "");
        int open = to.lastIndexOf('<');
        int close = to.lastIndexOf('>');
        String address = open >= 0 && close > open ? to.substring(open + 1, close) : to;
        return new Head(
                fileName,
                fields.getOrDefault("message-id", ""),
                address.strip().toLowerCase(Locale.ROOT),
                fields.getOrDefault("subject", ""),
                date(fields.getOrDefault("date", "")),
                fields.containsKey("x-federzug-rehearsal-for"),
                fields.containsKey("x-unsent"));
    }

    private static String decoded(String written) {
        try {
            return MimeUtility.decodeText(written).strip().replaceAll("\\s+", " ");
        } catch (UnsupportedEncodingException e) {
            return written;
        }
    }

    private static String head(byte[] mail) {
        String text = new String(mail, 0, Math.min(mail.length, LARGEST_HEAD), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        int other = text.indexOf("\n\n");
        int first = end < 0 ? other : other < 0 ? end : Math.min(end, other);
        return first < 0 ? text : text.substring(0, first);
    }

    private static @Nullable Instant date(String written) {
        try {
            return written.isEmpty() ? null : Instant.from(DATE.parse(written));
        } catch (DateTimeException e) {
            return null;
        }
    }
}

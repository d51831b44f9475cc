package federzug.delivery.inbox;

import federzug.delivery.DeliveryException;
import federzug.delivery.DeliverySettings.Login;
import federzug.delivery.DeliverySettings.Tls;
import federzug.notice.ForeignText;
import federzug.notice.Place;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** One folder of an IMAP mailbox (RFC 9051). Mails stay unread, and are moved to sub-folders, never deleted. */
public final class ImapFolder implements IncomingSource {
    /** Code of the error after which no further attempt is made: it could lock the mailbox. */
    public static final String LOGIN_REFUSED = "delivery.inbox.login-refused";

    private static final Duration WITHOUT_IDLE = Duration.ofMinutes(1);

    private final InboxSettings settings;
    private final IMAPStore store;
    private final IMAPFolder folder;

    private ImapFolder(InboxSettings settings, IMAPStore store, IMAPFolder folder) {
        this.settings = settings;
        this.store = store;
        this.folder = folder;
    }

    /**
     * @param trusting vouches for the server
     * @param watch ends a write that takes too long
     * @throws DeliveryException if the mailbox cannot be opened
     */
    public static ImapFolder open(
            InboxSettings settings, String password, SSLSocketFactory trusting, ScheduledExecutorService watch) {
        return open(settings, password, properties(settings, trusting, watch), Folder.READ_WRITE);
    }

    /**
     * Logs in, counts what lies in the folder, and leaves; nothing changes there.
     *
     * @param trusting vouches for the server
     * @param watch ends a write that takes too long
     * @throws DeliveryException if the mailbox cannot be opened
     */
    public static int count(
            InboxSettings settings, String password, SSLSocketFactory trusting, ScheduledExecutorService watch) {
        try (ImapFolder look = open(settings, password, properties(settings, trusting, watch), Folder.READ_ONLY)) {
            return look.folder.getMessageCount();
        } catch (MessagingException e) {
            throw DeliveryException.failed(
                            "delivery.inbox.unreachable",
                            Place.file(settings.host() + ":" + settings.effectivePort()),
                            said(e))
                    .causedBy(e);
        }
    }

    private static ImapFolder open(InboxSettings settings, String password, Properties properties, int mode) {
        Place place = Place.file(settings.host() + ":" + settings.effectivePort());
        try {
            IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore("imap");
            store.connect(settings.host(), settings.effectivePort(), settings.user(), password);
            try {
                IMAPFolder folder = (IMAPFolder) store.getFolder(named(settings.folder(), store));
                folder.open(mode);
                return new ImapFolder(settings, store, folder);
            } catch (MessagingException e) {
                store.close();
                throw e;
            }
        } catch (AuthenticationFailedException e) {
            throw DeliveryException.failed(LOGIN_REFUSED, place, said(e)).causedBy(e);
        } catch (FolderNotFoundException e) {
            throw DeliveryException.refused("delivery.inbox.no-folder", place, settings.folder())
                    .causedBy(e);
        } catch (MessagingException e) {
            throw DeliveryException.failed("delivery.inbox.unreachable", place, said(e))
                    .causedBy(e);
        }
    }

    private static Properties properties(
            InboxSettings settings, SSLSocketFactory trusting, ScheduledExecutorService watch) {
        Properties p = new Properties();
        p.setProperty("mail.imap.ssl.enable", Boolean.toString(settings.tls() == Tls.TLS));
        p.setProperty("mail.imap.starttls.enable", Boolean.toString(settings.tls() != Tls.TLS));
        p.setProperty("mail.imap.starttls.required", Boolean.toString(settings.tls() != Tls.TLS));
        p.setProperty("mail.imap.ssl.checkserveridentity", "true");
        p.setProperty("mail.imap.ssl.protocols", "TLSv1.3 TLSv1.2");
        p.put("mail.imap.ssl.socketFactory", trusting);
        p.setProperty("mail.imap.ssl.socketFactory.fallback", "false");
        p.setProperty(
                "mail.imap.connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        p.setProperty("mail.imap.timeout", Long.toString(settings.readTimeout().toMillis()));
        p.setProperty(
                "mail.imap.writetimeout", Long.toString(settings.readTimeout().toMillis()));
        p.put("mail.imap.executor.writetimeout", watch);
        // Nothing becomes read by our looking at it.
        p.setProperty("mail.imap.peek", "true");
        p.setProperty("mail.imap.partialfetch", "false");
        if (settings.login() == Login.OAUTH2) {
            p.setProperty("mail.imap.auth.mechanisms", "XOAUTH2");
        }
        return p;
    }

    @Override
    public String name() {
        return settings.user() + "@" + settings.host() + "/" + settings.folder();
    }

    @Override
    public List<Waiting> waiting() throws IOException {
        try {
            // An open folder keeps stale numbers: the server is asked first.
            folder.getMessageCount();
            Message[] messages = folder.getMessagesByUID(1, UIDFolder.LASTUID);
            FetchProfile wanted = new FetchProfile();
            wanted.add(FetchProfile.Item.ENVELOPE);
            wanted.add(FetchProfile.Item.SIZE);
            wanted.add(FetchProfile.Item.FLAGS);
            wanted.add(UIDFolder.FetchProfileItem.UID);
            folder.fetch(messages, wanted);
            List<Waiting> waiting = new ArrayList<>();
            for (Message message : messages) {
                if (message != null && !message.isExpunged() && !message.isSet(Flags.Flag.DELETED)) {
                    waiting.add(new Mail(message, folder.getUIDValidity() + "/" + folder.getUID(message)));
                }
            }
            return waiting;
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    /** Servers announce new mails at once; they may close connections that are idle for half an hour (RFC 2177). */
    @Override
    public void await(Duration most) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread waker = new Thread(() -> wake(most, ended), "federzug-idle");
        waker.setDaemon(true);
        try {
            if (!store.hasCapability("IDLE")) {
                pause(most.compareTo(WITHOUT_IDLE) < 0 ? most : WITHOUT_IDLE);
                return;
            }
            waker.start();
            folder.idle(true);
        } catch (MessagingException e) {
            if (!folder.isOpen()) {
                throw new IOException(e);
            }
            // It says that it has IDLE (RFC 2177) and refuses it: look again after a while.
            pause(WITHOUT_IDLE);
        } finally {
            ended.countDown();
        }
    }

    /** A command from another thread ends IDLE. */
    private void wake(Duration most, CountDownLatch ended) {
        try {
            if (!ended.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                folder.getMessageCount();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MessagingException | IllegalStateException e) {
            // The connection is gone: IDLE ends by that.
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            if (folder.isOpen()) {
                folder.close(false);
            }
        } catch (MessagingException | IllegalStateException e) {
            // The server has hung up first. The connection is given back all the same.
        }
        try {
            store.close();
        } catch (MessagingException | IllegalStateException e) {
            // As above.
        }
    }

    private static String named(String path, IMAPStore store) throws MessagingException {
        char separator = store.getDefaultFolder().getSeparator();
        return separator == '/' || separator == '\0' ? path : path.replace('/', separator);
    }

    private Folder existing(String path) throws MessagingException {
        StringBuilder so = new StringBuilder();
        Folder target = store.getDefaultFolder();
        for (String level : path.split("/")) {
            so.append(so.isEmpty() ? "" : "/").append(level);
            target = store.getFolder(named(so.toString(), store));
            if (!target.exists() && !target.create(Folder.HOLDS_MESSAGES | Folder.HOLDS_FOLDERS)) {
                target.create(Folder.HOLDS_MESSAGES);
            }
        }
        return target;
    }

    /** A library's words, for the log of the server's people: in quotation marks, and bounded. */
    private static String said(MessagingException trouble) {
        return ForeignText.shown(String.valueOf(trouble.getMessage()), 200);
    }

    private final class Mail implements Waiting {
        private final Message message;
        private final String place;

        Mail(Message message, String place) {
            this.message = message;
            this.place = place;
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public String name() {
            try {
                return ForeignText.shown(message.getSubject(), 120);
            } catch (MessagingException e) {
                return place;
            }
        }

        @Override
        public long size() {
            try {
                return message.getSize();
            } catch (MessagingException e) {
                return 0;
            }
        }

        @Override
        public byte[] bytes() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                message.writeTo(out);
            } catch (MessagingException e) {
                throw new IOException(e);
            }
            return out.toByteArray();
        }

        @Override
        public void move(boolean clear) throws IOException {
            try {
                Folder target = existing(clear ? settings.done() : settings.unclear());
                if (store.hasCapability("MOVE")) {
                    folder.moveMessages(new Message[] {message}, target);
                    return;
                }
                // Without MOVE (RFC 6851): a copy, and away with this one only where that is possible for it alone.
                folder.copyMessages(new Message[] {message}, target);
                message.setFlag(Flags.Flag.DELETED, true);
                if (store.hasCapability("UIDPLUS")) {
                    folder.expunge(new Message[] {message});
                }
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }
    }
}

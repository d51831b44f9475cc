package federzug.web.guard;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps no more than so many sessions of visitors who have not come in: every look at the login page makes one, and
 * thousands in a second would fill the memory. The oldest of them goes; its owner loads the page again.
 */
public final class UnusedSessions implements HttpSessionListener, HttpSessionIdListener {
    private final int most;
    private final Map<String, HttpSession> unused = new LinkedHashMap<>();

    public UnusedSessions(int most) {
        this.most = most;
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        HttpSession oldest = null;
        synchronized (unused) {
            unused.put(event.getSession().getId(), event.getSession());
            if (unused.size() > most) {
                Map.Entry<String, HttpSession> first =
                        unused.entrySet().iterator().next();
                unused.remove(first.getKey());
                oldest = first.getValue();
            }
        }
        if (oldest != null) {
            end(oldest);
        }
    }

    /** Whoever comes in, by a password or by a link, gets a session of another name. */
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        forget(before);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        forget(event.getSession().getId());
    }

    private void forget(String id) {
        synchronized (unused) {
            unused.remove(id);
        }
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            // It has just ended by itself.
        }
    }

    /** How many there are. */
    public int count() {
        synchronized (unused) {
            return unused.size();
        }
    }
}

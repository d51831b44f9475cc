package federzug.signing.device;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.Devices;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shows a person at this machine an address for the browser, and waits for what comes back. */
record RemoteBrowser(String device, @Nullable URI redirect, RemoteLogin login, Devices.Secrets secrets) {
    /**
     * @param announcement what the address is for
     * @return the authorization code
     */
    String code(RemoteLogin.Pending pending, String announcement) {
        if (redirect == null) {
            return pasted(pending, announcement);
        }
        try (LoopbackReturn back = LoopbackReturn.at(device, redirect, pending.state())) {
            show(pending, announcement);
            return login.code(pending, back.query());
        }
    }

    /** The person copies either the code or the whole address the browser has ended at. */
    private String pasted(RemoteLogin.Pending pending, String announcement) {
        show(pending, announcement);
        char[] answer = secrets.ask(Notice.note("signing.service.paste", Place.NOWHERE, device));
        String text = new String(answer).strip();
        Arrays.fill(answer, '\0');
        if (text.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.no-answer", device);
        }
        int query = text.indexOf('?');
        return query < 0 ? text : login.code(pending, text.substring(query + 1));
    }

    private void show(RemoteLogin.Pending pending, String announcement) {
        secrets.tell(Notice.note(
                announcement, Place.NOWHERE, device, pending.address().toString()));
    }
}

package federzug.delivery;

import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.SmtpReply;
import federzug.delivery.smtp.SmtpTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches the first mails of a sending: where a server refuses all of them with the same answer, it refuses us and not
 * these addresses. As soon as one mail has been taken, it is known to work.
 */
final class FirstRefusals {
    /** Two wrong addresses in a row may happen; three answers alike about the sending itself do not. */
    private static final int ENOUGH = 3;
    /** Answers about addresses may well be true of several. */
    private static final int ENOUGH_ABOUT_ADDRESSES = 10;

    private final int all;
    private final List<LedgerRow> refused = new ArrayList<>();
    private boolean known;

    /** @param all how many mails there are to send */
    FirstRefusals(int all) {
        this.all = all;
        this.known = all < 2;
    }

    /** Nothing more to be learnt. */
    boolean isKnown() {
        return known;
    }

    void add(LedgerRow row) {
        if (row.state() == MailState.REJECTED && !row.reason().code().equals("delivery.smtp.too-large")) {
            boolean alike = refused.isEmpty() || answer(row).equals(answer(refused.get(0)));
            known |= !alike;
            refused.add(row);
        } else if (row.state() == MailState.ACCEPTED || row.state() == MailState.REJECTED) {
            known = true;
        }
    }

    List<LedgerRow> refused() {
        return List.copyOf(refused);
    }

    /** The server's error, if enough answers are alike. */
    Optional<MailTransport.Outcome> trouble() {
        if (known || refused.isEmpty()) {
            return Optional.empty();
        }
        LedgerRow first = refused.get(0);
        int enough = SmtpReply.of(0, first.reason().detail()).isAboutTheAddress() ? ENOUGH_ABOUT_ADDRESSES : ENOUGH;
        boolean everybody = refused.size() == all && enough == ENOUGH;
        return everybody || refused.size() >= enough
                ? Optional.of(new MailTransport.Outcome(
                        MailState.DEFERRED,
                        SmtpTrouble.RELAY_REFUSED,
                        first.reason().detail()))
                : Optional.empty();
    }

    /** The codes only: servers like to quote the address. */
    private static String answer(LedgerRow row) {
        SmtpReply reply = SmtpReply.of(0, row.reason().detail());
        return reply.code() + " " + reply.enhanced();
    }
}

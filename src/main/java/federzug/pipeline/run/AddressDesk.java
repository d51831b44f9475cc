package federzug.pipeline.run;

import federzug.agreement.Address;
import federzug.agreement.DataForm;
import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.mailing.ApprovalDesk;
import federzug.pipeline.mailing.OutgoingMails;
import federzug.pipeline.mailing.OutgoingMails.Answer;
import federzug.pipeline.mailing.OutgoingMails.Item;
import federzug.pipeline.run.AcceptingDesk.Changes;
import federzug.pipeline.run.DataDesk.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Serves the outbox: shows its mails, takes decisions, and corrects the address of a person in the data after a mail
 * came back; what had come back then goes to the new address.
 */
@Component
public class AddressDesk {
    private static final Set<String> TO_PERSONS = Set.of("AGREEMENT", "INVITATION", "REMINDER", "APPROVAL");

    private final OutgoingMails mails;
    private final DataDesk data;
    private final AcceptingDesk accepting;
    private final ApprovalDesk approvals;
    private final PressAddresses lists;
    private final Jobs jobs;

    AddressDesk(
            OutgoingMails mails,
            DataDesk data,
            AcceptingDesk accepting,
            ApprovalDesk approvals,
            PressAddresses lists,
            Jobs jobs) {
        this.lists = lists;
        this.mails = mails;
        this.data = data;
        this.accepting = accepting;
        this.approvals = approvals;
        this.jobs = jobs;
    }

    /** @see OutgoingMails#all */
    public List<Item> all() {
        return mails.all();
    }

    /** @see OutgoingMails#find */
    public Optional<Item> find(String id) {
        return mails.find(id);
    }

    /** @see OutgoingMails#dead */
    public List<Notice> dead() {
        return mails.dead();
    }

    /** @see OutgoingMails#decide */
    public boolean decide(Acting acting, String id, String mark, Answer answer) {
        return mails.decide(acting, id, mark, answer);
    }

    /** Whether this mail came back from a person whose address can be mended. */
    public boolean mayMend(Item item) {
        return !item.matter().isEmpty() && TO_PERSONS.contains(item.kind()) && item.cameBack();
    }

    /** Whether this mail came back from an address of a press list that has begun. */
    public boolean mayMendListed(Item item) {
        return lists.mayMend(item);
    }

    /**
     * Records another address for one of a press list that has begun; {@link #send} sends there what came back from the old
     * one, or the sending does as soon as it goes on.
     *
     * @param mark of what the acting person saw
     */
    public Mended mendListed(Acting acting, String id, String mark, String address) {
        Item item = mails.find(id).orElseThrow(() -> refused("pipeline.mail.unknown"));
        if (!item.mark().equals(mark) || !lists.mayMend(item)) {
            throw refused("pipeline.mail.changed-meanwhile");
        }
        lists.mend(acting, item, address.strip());
        return new Mended(item, "");
    }

    /**
     * A mail that came back from an address that is mended now.
     *
     * @param person whose it was, by key; empty for one of a press list
     */
    public record Mended(Item item, String person) {}

    /**
     * Changes the address of the person in the data; {@link #send} sends there what came back from the old one. Said again
     * with the same address, it changes nothing and may be sent again: a kill in between loses nothing.
     *
     * @param mark of what the acting person saw
     * @throws PipelineException if the address is none, belongs to nobody in the data, or anything else would change
     */
    public Mended mend(Acting acting, String id, String mark, String address, Progress progress) {
        Item item = mails.find(id).orElseThrow(() -> refused("pipeline.mail.unknown"));
        if (!item.mark().equals(mark) || !mayMend(item)) {
            throw refused("pipeline.mail.changed-meanwhile");
        }
        String fresh = address.strip();
        if (Address.parse(fresh).isEmpty() || Address.normal(fresh).equals(Address.normal(item.recipient()))) {
            throw refused("pipeline.mail.no-address");
        }
        // A name of its own: what this person is typing in the form stays as it is.
        String account = "postausgang/" + acting.by();
        Sheet force = data.of(account, item.matter());
        DataForm form = data.version(item.matter(), force.current());
        OptionalInt known = person(form, item.recipient());
        if (known.isEmpty()) {
            int already = person(form, fresh).orElseThrow(() -> refused("pipeline.mail.nobodys-address"));
            if (mails.all().stream().anyMatch(other -> isInsteadOf(item, other, fresh))) {
                throw refused("pipeline.mail.changed-meanwhile");
            }
            return new Mended(item, form.text("personen[" + already + "].schluessel"));
        }
        int person = known.getAsInt();
        String input = data.keep(
                account,
                force.input(),
                item.matter(),
                force.current(),
                form.with("personen[" + person + "].mail", fresh));
        try {
            Changes changes = accepting.changes(data.of(account, item.matter()));
            RunReport report = accepting.accept(acting, account, item.matter(), changes.digest(), progress);
            if (!report.matters().contains(item.matter())) {
                throw new PipelineException(PipelineException.Kind.INPUT, report.notices());
            }
        } finally {
            data.drop(account, input);
        }
        return new Mended(item, form.text("personen[" + person + "].schluessel"));
    }

    private static boolean isInsteadOf(Item item, Item other, String address) {
        return other.matter().equals(item.matter())
                && other.kind().equals(item.kind())
                && !other.cameBack()
                && Address.normal(other.recipient()).equals(Address.normal(address));
    }

    private static OptionalInt person(DataForm form, String address) {
        return IntStream.range(0, form.count("personen"))
                .filter(i ->
                        Address.normal(form.text("personen[" + i + "].mail")).equals(Address.normal(address)))
                .findFirst();
    }

    /** Sends to the corrected address what came back from the old one; nothing goes to anybody twice. */
    public void send(Acting acting, Mended mended, Progress progress) {
        Item item = mended.item();
        switch (item.kind()) {
            case "APPROVAL" -> approvals.askAgain(acting, item.matter(), mended.person(), progress);
            case "AGREEMENT", "PRESS" -> jobs.send(acting, item.matter(), progress);
            default -> jobs.handOut(acting, item.matter(), progress);
        }
    }

    private static PipelineException refused(String code) {
        return PipelineException.refused(code, Place.NOWHERE);
    }
}

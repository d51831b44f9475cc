package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.PressRelease;
import federzug.delivery.AgreementMail.Times;
import federzug.testkit.AMatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each claim of a mail stands there exactly if its fact is given: checked over all combinations. */
class MailClaimsTest {
    private enum Kind {
        AGREEMENT,
        INVITATION,
        PRESS
    }

    private record Facts(
            Kind kind, boolean rehearsal, String route, int round, boolean replaces, boolean named, Proof proof) {}

    /** What the check has found, and of how many agreements. */
    private record Proof(boolean qualified, Times times, boolean several) {
        static final Proof NONE = new Proof(false, Times.UNKNOWN, false);
    }

    private static final Map<String, Predicate<Facts>> CLAIMS = claims();

    private static Map<String, Predicate<Facts>> claims() {
        Predicate<Facts> invitation = facts -> facts.kind() == Kind.INVITATION;
        Map<String, Predicate<Facts>> claims = new LinkedHashMap<>();
        claims.put("PROBE – nicht rechtsverbindlich", facts -> facts.rehearsal() && facts.kind() != Kind.PRESS);
        claims.put("PROBE – nicht zur Veröffentlichung", facts -> facts.rehearsal() && facts.kind() == Kind.PRESS);
        claims.put(
                "steht der eigenhändigen Unterschrift gleich",
                invitation.and(facts -> !facts.route().equals("pkcs12")));
        claims.put(
                "ersetzt die Schriftform nicht",
                invitation.and(facts -> facts.route().equals("pkcs12")));
        claims.put("Signaturkarte:", invitation.and(facts -> facts.route().equals("pkcs11")));
        claims.put("Fernsignaturdienst:", invitation.and(facts -> facts.route().equals("csc")));
        claims.put("liegt jetzt bei Ihnen", invitation.and(facts -> facts.round() == 0));
        claims.put("wartet noch auf Ihre Unterschrift", invitation.and(facts -> facts.round() > 0));
        claims.put("Diese Nachricht ersetzt die frühere Einladung", invitation.and(Facts::replaces));
        Predicate<Facts> agreement = facts -> facts.kind() == Kind.AGREEMENT;
        Predicate<Facts> real = agreement.and(facts -> !facts.rehearsal());
        claims.put(
                "mit allen qualifizierten elektronischen Signaturen",
                real.and(facts -> facts.proof().qualified()));
        claims.put(
                "mit allen elektronischen Signaturen",
                agreement.and(facts -> facts.rehearsal() || !facts.proof().qualified()));
        claims.put(
                "durch qualifizierte Zeitstempel belegt",
                real.and(facts -> facts.proof().times() == Times.QUALIFIED));
        claims.put(
                "Nicht alle Zeitstempel dieser Signaturen sind qualifiziert",
                real.and(facts -> facts.proof().times() == Times.NOT_QUALIFIED));
        claims.put("Anzeigeprogramme wie Adobe Acrobat", real);
        claims.put(
                "die Kooperationsvereinbarungen im Rahmen",
                agreement.and(facts -> facts.proof().several()));
        claims.put(
                "Bitte bewahren Sie die Dateien",
                agreement.and(facts -> facts.proof().several()));
        claims.put("vollständig unterzeichnet", facts -> facts.kind() == Kind.AGREEMENT);
        claims.put("lassen sich die Signaturen damit nicht mehr nachweisen", facts -> facts.kind() == Kind.AGREEMENT);
        claims.put("Leitung der Geschäftsstelle", Facts::named);
        claims.put("\nFederzug\n", facts -> false);
        claims.put("macht sie ungültig", facts -> false);
        claims.put("Ihre qualifizierte elektronische Signatur", facts -> false);
        return claims;
    }

    private final AMailroom room = new AMailroom();

    @Test
    void claimsWhatIsGivenAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        for (Facts facts : all()) {
            Message message = message(facts);
            String text = message.text().plain().replaceAll("[ \u00a0\n]+", " ");
            String lines = message.text().plain();
            CLAIMS.forEach((claim, fact) -> {
                boolean stands = claim.startsWith("\n") ? lines.contains(claim) : text.contains(claim);
                if (stands != fact.test(facts)) {
                    wrong.add(facts + ": " + claim);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Facts> all() {
        List<Facts> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String route : List.of("pkcs12", "pkcs11", "csc", "rueckgabe")) {
                for (int bits = 0; bits < 16; bits++) {
                    all.add(new Facts(
                            kind,
                            (bits & 1) != 0,
                            route,
                            (bits & 2) >> 1,
                            (bits & 4) != 0,
                            (bits & 8) != 0,
                            Proof.NONE));
                }
            }
        }
        for (Times times : Times.values()) {
            for (int bits = 0; bits < 8; bits++) {
                Proof proof = new Proof((bits & 1) != 0, times, (bits & 2) != 0);
                all.add(new Facts(Kind.AGREEMENT, (bits & 4) != 0, "pkcs11", 0, false, false, proof));
            }
        }
        return all;
    }

    private List<AgreementMail.Concluded> concluded(Proof proof) {
        AgreementMail.Concluded one = new AgreementMail.Concluded(
                room.matter.agreements().get(0),
                room.matter.date(),
                proof.qualified(),
                proof.times(),
                room.pdf("kooperationsvereinbarung-signiert.pdf"),
                room.pdf("pruefbericht.pdf"));
        return proof.several() ? List.of(one, one) : List.of(one);
    }

    private Message message(Facts facts) {
        DeliverySettings settings = AMailroom.settings(
                facts.named()
                        ? Map.of(
                                "sender-name", "Federzug",
                                "sender.signature", "Kim Muster\nLeitung der Geschäftsstelle\nTelefon 0351 564-0")
                        : Map.of("sender-name", "Federzug"));
        return switch (facts.kind()) {
            case AGREEMENT ->
                new Letters(settings)
                        .agreementMail(room.matter, concluded(facts.proof()), AMatter.RAPHAEL, facts.rehearsal());
            case INVITATION ->
                new InvitationLetters(settings, new InvitationSettings("", ""))
                        .mail(
                                room.matter,
                                room.matter.agreements().get(0),
                                new InvitationLetters.Request(
                                        AMatter.RAPHAEL,
                                        room.pdf("kooperationsvereinbarung.pdf"),
                                        3,
                                        List.of(),
                                        facts.route(),
                                        null,
                                        facts.round(),
                                        facts.replaces(),
                                        ""),
                                facts.rehearsal());
            case PRESS ->
                new Letters(settings)
                        .pressMail(
                                room.matter,
                                new PressRelease.Recipient("redaktion@zeitung.example", ""),
                                facts.rehearsal(),
                                new federzug.document.MailText("Text.\n", "<html><body>Text.</body></html>"),
                                room.pdf("medieninformation.pdf"));
        };
    }
}

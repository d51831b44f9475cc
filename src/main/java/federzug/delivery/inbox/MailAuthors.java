package federzug.delivery.inbox;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/** Gathers the addresses of all who wrote, sent or signed a mail: it may be one person's mail in another's name. */
final class MailAuthors {
    private static final int MOST = 20;
    private static final Pattern ANGLED = Pattern.compile("<([^<>\\s]{1,64}@[^<>\\s]{1,190})>");

    private MailAuthors() {}

    /** RFC 5322, 3.6.2: several authors, and who sent it for them. */
    static Set<String> of(String from, String sender) {
        Set<String> all = new LinkedHashSet<>();
        for (String field : new String[] {from, sender}) {
            try {
                for (InternetAddress one : InternetAddress.parse(field, false)) {
                    add(all, one.getAddress());
                }
            } catch (AddressException e) {
                Matcher angled = ANGLED.matcher(field);
                while (angled.find()) {
                    add(all, angled.group(1));
                }
            }
        }
        return all;
    }

    /** The addresses in the certificates of those who signed it (RFC 8550, 3); empty if they name none. */
    static Set<String> signers(CMSSignedData signed) {
        Set<String> all = new LinkedHashSet<>();
        for (SignerInformation signer : signed.getSignerInfos().getSigners()) {
            Collection<X509CertificateHolder> found = signed.getCertificates().getMatches(signer.getSID());
            for (X509CertificateHolder certificate : found) {
                for (RDN name : certificate.getSubject().getRDNs(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
                    add(all, name.getFirst().getValue().toString());
                }
                GeneralNames names =
                        GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
                for (GeneralName name : names == null ? new GeneralName[0] : names.getNames()) {
                    if (name.getTagNo() == GeneralName.rfc822Name) {
                        add(all, name.getName().toString());
                    }
                }
            }
        }
        return all;
    }

    private static void add(Set<String> all, @org.jspecify.annotations.Nullable String address) {
        if (address != null && address.contains("@") && all.size() < MOST) {
            all.add(address.strip().toLowerCase(Locale.ROOT));
        }
    }
}

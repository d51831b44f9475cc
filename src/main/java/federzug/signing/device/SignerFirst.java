package federzug.signing.device;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Puts a chain of certificates in order, the signer's first: services also give the root or the authority first. */
final class SignerFirst {
    private SignerFirst() {}

    /** As it is if it cannot be read or has no single end: then the checks that follow say what is wrong. */
    static List<byte[]> of(List<byte[]> chain) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] one : chain) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
            }
        } catch (CertificateException e) {
            return chain;
        }
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            if (!issuesAnother(certificates, i)) {
                ends.add(i);
            }
        }
        if (ends.size() != 1 || ends.get(0) == 0) {
            return chain;
        }
        List<byte[]> ordered = new ArrayList<>();
        for (int next = ends.get(0); next >= 0; next = issuerOf(certificates, next)) {
            if (ordered.contains(chain.get(next))) {
                return chain;
            }
            ordered.add(chain.get(next));
        }
        return ordered.size() == chain.size() ? ordered : chain;
    }

    private static boolean issuesAnother(List<X509Certificate> all, int at) {
        for (int i = 0; i < all.size(); i++) {
            if (i != at && issues(all.get(at), all.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static int issuerOf(List<X509Certificate> all, int at) {
        for (int i = 0; i < all.size(); i++) {
            if (i != at && issues(all.get(i), all.get(at))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean issues(X509Certificate issuer, X509Certificate one) {
        return issuer.getSubjectX500Principal().equals(one.getIssuerX500Principal());
    }
}

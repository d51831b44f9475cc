package federzug.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequest;

/** A certification authority with its services over HTTP on loopback: OCSP, CRL, AIA, time stamps; and their faults. */
public final class OnlineAuthority implements AutoCloseable {
    private static final Duration DAY = Duration.ofDays(1);

    private final HttpServer server;
    private final KeyPair key = SigningKeys.elliptic("secp256r1");
    private final X509Certificate root;
    private final Map<BigInteger, Instant> revoked = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private long serial = 1;

    /** Runs before an answer; may answer by itself. */
    public volatile Fault fault = (path, exchange) -> false;

    @FunctionalInterface
    public interface Fault {
        boolean answers(String path, HttpExchange exchange) throws IOException;
    }

    private interface Answer {
        byte[] to(byte[] request) throws Exception;
    }

    public OnlineAuthority() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        JcaX509v3CertificateBuilder builder = builder(
                "Netz-Wurzel", key, Instant.now().minus(DAY), Instant.now().plus(DAY.multipliedBy(900)));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
        root = sign(builder);
        KeyPair unitKey = SigningKeys.elliptic("secp256r1");
        X509Certificate unit =
                unit(unitKey, Instant.now().minus(DAY), Instant.now().plus(DAY));
        KeyPair oldKey = SigningKeys.elliptic("secp256r1");
        X509Certificate old = unit(
                oldKey, Instant.now().minus(DAY.multipliedBy(3)), Instant.now().minus(DAY));
        serve("/ocsp", "application/ocsp-response", this::ocsp);
        serve("/ca.crl", "application/pkix-crl", request -> crl());
        serve("/ca.cer", "application/pkix-cert", request -> root.getEncoded());
        serve("/tsa", "application/timestamp-reply", request -> new Unit(unitKey, unit).answer(request, false));
        serve(
                "/tsa-abgelaufen",
                "application/timestamp-reply",
                request -> new Unit(oldKey, old).answer(request, false));
        serve("/tsa-nonce", "application/timestamp-reply", request -> new Unit(unitKey, unit).answer(request, true));
        server.start();
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public X509Certificate root() {
        return root;
    }

    /** @param ocsp whether the certificate names the OCSP service, else the CRL */
    public X509Certificate issue(String name, boolean ocsp) throws Exception {
        JcaX509v3CertificateBuilder builder = builder(
                name,
                SigningKeys.elliptic("secp256r1"),
                Instant.now().minus(DAY),
                Instant.now().plus(DAY));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        List<AccessDescription> access = new ArrayList<>();
        access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri("/ca.cer")));
        if (ocsp) {
            access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri("/ocsp")));
        } else {
            DistributionPointName point = new DistributionPointName(new GeneralNames(uri("/ca.crl")));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(point, null, null)
            }));
        }
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(access.toArray(AccessDescription[]::new)));
        return sign(builder);
    }

    public void revoke(X509Certificate certificate) {
        revoked.put(certificate.getSerialNumber(), Instant.now().minusSeconds(60));
    }

    /** What was asked for, by path. */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(String path, String type, Answer answer) {
        server.createContext(path, exchange -> {
            synchronized (asked) {
                asked.add(path);
            }
            try (exchange) {
                if (fault.answers(path, exchange)) {
                    return;
                }
                byte[] body = answer.to(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().add("Content-Type", type);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                exchange.sendResponseHeaders(500, -1);
            }
        });
    }

    private byte[] ocsp(byte[] request) throws Exception {
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()),
                new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
        OCSPReq question = new OCSPReq(request);
        Date now = new Date();
        for (Req one : question.getRequestList()) {
            Instant since = revoked.get(one.getCertID().getSerialNumber());
            CertificateStatus status = since == null
                    ? CertificateStatus.GOOD
                    : new RevokedStatus(Date.from(since), CRLReason.keyCompromise);
            builder.addResponse(
                    one.getCertID(), status, now, Date.from(Instant.now().plus(DAY)));
        }
        Extension nonce = question.getExtension(org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            builder.setResponseExtensions(new org.bouncycastle.asn1.x509.Extensions(nonce));
        }
        X509CertificateHolder[] chain = {new X509CertificateHolder(root.getEncoded())};
        return new OCSPRespBuilder()
                .build(OCSPRespBuilder.SUCCESSFUL, builder.build(signer(), chain, now))
                .getEncoded();
    }

    private byte[] crl() throws Exception {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(root.getSubjectX500Principal(), new Date());
        builder.setNextUpdate(Date.from(Instant.now().plus(DAY)));
        revoked.forEach((number, since) -> builder.addCRLEntry(number, Date.from(since), CRLReason.keyCompromise));
        return builder.build(signer()).getEncoded();
    }

    private X509Certificate unit(KeyPair unitKey, Instant from, Instant to) throws Exception {
        JcaX509v3CertificateBuilder builder = builder("Netz-Zeitstempel", unitKey, from, to);
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        return sign(builder);
    }

    private JcaX509v3CertificateBuilder builder(String name, KeyPair subject, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(
                new X500Principal("CN=Netz-Wurzel"),
                BigInteger.valueOf(serial++),
                Date.from(from),
                Date.from(to),
                new X500Principal("CN=" + name),
                subject.getPublic());
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
    }

    private GeneralName uri(String path) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, at(path).toString());
    }

    private static final class Unit extends KeyEntityTSPSource {
        private static final long serialVersionUID = 1L;

        Unit(KeyPair key, X509Certificate certificate) throws GeneralSecurityException {
            setPrivateKey(key.getPrivate());
            setCertificate(certificate);
            setCertificateChain(List.of(certificate));
            setTsaPolicy("1.2.3.4");
            setDigestAlgorithm(DigestAlgorithm.SHA256);
        }

        byte[] answer(byte[] request, boolean otherNonce) throws Exception {
            TimeStampRequest asked = new TimeStampRequest(request);
            if (otherNonce) {
                var generator = new org.bouncycastle.tsp.TimeStampRequestGenerator();
                generator.setCertReq(true);
                asked = generator.generate(
                        asked.getMessageImprintAlgOID(), asked.getMessageImprintDigest(), BigInteger.TWO);
            }
            return generateResponse(asked, DigestAlgorithm.SHA256).getEncoded();
        }
    }
}

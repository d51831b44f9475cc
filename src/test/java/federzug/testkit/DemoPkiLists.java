package federzug.testkit;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import eu.europa.esig.dss.xades.tsl.TrustedListV6SignatureParametersBuilder;
import federzug.testkit.DemoPkiCertificates.Identity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** The signed trusted list of the demo PKI and the list of lists pointing to it (ETSI TS 119 612 v2.4.1, version 6). */
final class DemoPkiLists {
    static final String LIST_ADDRESS = DemoPkiCertificates.HOST + "vertrauensliste.xml";
    static final String LOTL_ADDRESS = DemoPkiCertificates.HOST + "lotl.xml";

    private static final String GRANTED = "granted";
    private static final String QTST = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST";
    private static final String STAMPS = "Qualifizierte Zeitstempel (NUR-ZUM-TESTEN)";
    private static final String TYPES = "http://uri.etsi.org/TrstSvc/TrustedList/";
    static final String PROVIDER = "Federzug Testanbieter (NUR-ZUM-TESTEN)";
    static final String OPERATOR = "Federzug Testlistenbetreiber (NUR-ZUM-TESTEN)";

    private final Instant issue;
    private final Instant next;
    private final int sequence;
    /** What the issuing authority is listed for. */
    private List<String> purposes = List.of("ForeSignatures");
    /** Type and status of the service of time stamps. */
    private String stamps = "QTST";

    private String stampStatus = GRANTED;

    private List<X509Certificate> earlierUnits = List.of();

    DemoPkiLists(Instant issue) {
        this(issue, DemoPkiCertificates.END, 1);
    }

    DemoPkiLists(Instant issue, Instant next, int sequence) {
        this.issue = issue;
        this.next = next;
        this.sequence = sequence;
    }

    /** Units that give no more time stamps: each was granted until its certificate ended, and is withdrawn since. */
    DemoPkiLists withEarlierUnits(List<X509Certificate> units) {
        earlierUnits = List.copyOf(units);
        return this;
    }

    DemoPkiLists forSealsAsWell() {
        purposes = List.of("ForeSignatures", "ForeSeals");
        return this;
    }

    /** The time stamps are of a service that the country knows, and that is not qualified. */
    DemoPkiLists withOrdinaryTimestamps() {
        stamps = "";
        stampStatus = "recognisedatnationallevel";
        return this;
    }

    byte[] trustedList(X509Certificate issuingAuthority, X509Certificate timeStampUnit, Identity signer)
            throws Exception {
        return sign(unsignedList(issuingAuthority, timeStampUnit, "DE", LIST_ADDRESS), signer);
    }

    String unsignedList(
            X509Certificate issuingAuthority, X509Certificate timeStampUnit, String territory, String address)
            throws Exception {
        String services = service(
                        "http://uri.etsi.org/TrstSvc/Svctype/CA/QC",
                        "Qualifizierte Zertifikate (NUR-ZUM-TESTEN)",
                        issuingAuthority,
                        GRANTED,
                        "<tsl:ServiceInformationExtensions>"
                                + purposes.stream().map(DemoPkiLists::purpose).collect(Collectors.joining())
                                + "</tsl:ServiceInformationExtensions>")
                + service(
                        "http://uri.etsi.org/TrstSvc/Svctype/TSA" + (stamps.isEmpty() ? "" : "/" + stamps),
                        (stamps.isEmpty() ? "Zeitstempel" : "Qualifizierte Zeitstempel") + " (NUR-ZUM-TESTEN)",
                        timeStampUnit,
                        stampStatus,
                        "");
        for (X509Certificate earlier : earlierUnits) {
            services += earlier.getNotAfter().toInstant().isAfter(issue) ? timeStamps(earlier) : withdrawn(earlier);
        }
        String provider = """
                <tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPInformation>
                <tsl:TSPName><tsl:Name xml:lang="en">%s</tsl:Name></tsl:TSPName>
                <tsl:TSPTradeName><tsl:Name xml:lang="en">VATDE-000000000 (NUR-ZUM-TESTEN)</tsl:Name></tsl:TSPTradeName>
                <tsl:TSPAddress>%s</tsl:TSPAddress>
                <tsl:TSPInformationURI><tsl:URI xml:lang="en">%s</tsl:URI></tsl:TSPInformationURI>
                </tsl:TSPInformation><tsl:TSPServices>%s</tsl:TSPServices>
                </tsl:TrustServiceProvider></tsl:TrustServiceProviderList>
                """.formatted(PROVIDER, addresses(), DemoPkiCertificates.HOST, services);
        return list("EUgeneric", territory, "EUcommon", "", List.of(DemoPkiCertificates.HOST), address, provider);
    }

    private static String timeStamps(X509Certificate unit) throws Exception {
        return service(QTST, STAMPS, unit, GRANTED, "");
    }

    private static String withdrawn(X509Certificate unit) throws Exception {
        String granted = "%sSvcstatus/granted</tsl:ServiceStatus>\n<tsl:StatusStartingTime>%s</tsl:StatusStartingTime>"
                .formatted(TYPES, DemoPkiCertificates.BEGIN);
        String key = Base64.getEncoder()
                .encodeToString(new JcaX509ExtensionUtils()
                        .createSubjectKeyIdentifier(unit.getPublicKey())
                        .getKeyIdentifier());
        String history = """
                <tsl:ServiceHistory><tsl:ServiceHistoryInstance>
                <tsl:ServiceTypeIdentifier>%s</tsl:ServiceTypeIdentifier>
                <tsl:ServiceName><tsl:Name xml:lang="en">%s</tsl:Name></tsl:ServiceName>
                <tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509SKI>%s</tsl:X509SKI></tsl:DigitalId>\
                </tsl:ServiceDigitalIdentity>
                <tsl:ServiceStatus>%s
                </tsl:ServiceHistoryInstance></tsl:ServiceHistory></tsl:TSPService>""".formatted(QTST, STAMPS, key, granted);
        String ended = granted.replace("granted", "withdrawn")
                .replace(
                        DemoPkiCertificates.BEGIN.toString(),
                        unit.getNotAfter().toInstant().toString());
        return timeStamps(unit).replace(granted, ended).replace("</tsl:TSPService>", history);
    }

    private static String purpose(String name) {
        return """
                <tsl:Extension Critical="true">\
                <tsl:AdditionalServiceInformation><tsl:URI xml:lang="en">\
                http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/%s</tsl:URI>\
                </tsl:AdditionalServiceInformation></tsl:Extension>""".formatted(name);
    }

    byte[] listOfLists(X509Certificate listSigner, Identity signer) throws Exception {
        String pointers = pointer(signer.certificate(), LOTL_ADDRESS, "EUlistofthelists", "EU", "EUlistofthelists")
                + pointer(listSigner, LIST_ADDRESS, "EUgeneric", "DE", "EUcommon");
        return listOfLists(LOTL_ADDRESS, pointers, List.of(DemoPkiCertificates.HOST), signer);
    }

    /** @param information addresses of pivots, newest first, and of the notice in the Official Journal */
    byte[] listOfLists(String address, String pointers, List<String> information, Identity signer) throws Exception {
        String all = "<tsl:PointersToOtherTSL>" + pointers + "</tsl:PointersToOtherTSL>";
        return sign(list("EUlistofthelists", "EU", "EUlistofthelists", all, information, address, ""), signer);
    }

    static String pointerToLists(X509Certificate nextSigner, String address) throws Exception {
        return pointer(nextSigner, address, "EUlistofthelists", "EU", "EUlistofthelists");
    }

    static String pointerTo(X509Certificate signer, String territory, String address) throws Exception {
        return pointer(signer, address, "EUgeneric", territory, "EUcommon");
    }

    private String list(
            String type,
            String territory,
            String rules,
            String pointers,
            List<String> information,
            String address,
            String providers) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#" \
                TSLTag="http://uri.etsi.org/19612/TSLTag"><tsl:SchemeInformation>
                <tsl:TSLVersionIdentifier>6</tsl:TSLVersionIdentifier>
                <tsl:TSLSequenceNumber>%14$d</tsl:TSLSequenceNumber>
                <tsl:TSLType>%1$sTSLType/%2$s</tsl:TSLType>
                <tsl:SchemeOperatorName><tsl:Name xml:lang="en">%3$s</tsl:Name></tsl:SchemeOperatorName>
                <tsl:SchemeOperatorAddress>%4$s</tsl:SchemeOperatorAddress>
                <tsl:SchemeName><tsl:Name xml:lang="en">%5$s:Federzug-Vertrauensliste (NUR-ZUM-TESTEN)</tsl:Name>\
                </tsl:SchemeName>
                <tsl:SchemeInformationURI>%6$s</tsl:SchemeInformationURI>
                <tsl:StatusDeterminationApproach>%1$sStatusDetn/%7$s</tsl:StatusDeterminationApproach>
                <tsl:SchemeTypeCommunityRules><tsl:URI xml:lang="en">%1$sschemerules/%8$s</tsl:URI>\
                </tsl:SchemeTypeCommunityRules>
                <tsl:SchemeTerritory>%5$s</tsl:SchemeTerritory>
                <tsl:PolicyOrLegalNotice><tsl:TSLLegalNotice xml:lang="en">NUR-ZUM-TESTEN: worthless in law.\
                </tsl:TSLLegalNotice></tsl:PolicyOrLegalNotice>
                <tsl:HistoricalInformationPeriod>65535</tsl:HistoricalInformationPeriod>
                %9$s<tsl:ListIssueDateTime>%10$s</tsl:ListIssueDateTime>
                <tsl:NextUpdate><tsl:dateTime>%11$s</tsl:dateTime></tsl:NextUpdate>
                <tsl:DistributionPoints><tsl:URI>%12$s</tsl:URI></tsl:DistributionPoints>
                </tsl:SchemeInformation>%13$s</tsl:TrustServiceStatusList>
                """.formatted(
                        TYPES,
                        type,
                        OPERATOR,
                        addresses(),
                        territory,
                        information.stream()
                                .map("<tsl:URI xml:lang=\"en\">%s</tsl:URI>"::formatted)
                                .collect(Collectors.joining()),
                        type.equals("EUgeneric") ? "EUappropriate" : "EUlistofthelists",
                        rules,
                        pointers,
                        issue,
                        next,
                        address,
                        providers,
                        sequence);
    }

    private static String pointer(X509Certificate signer, String address, String type, String territory, String rules)
            throws Exception {
        return """
                <tsl:OtherTSLPointer>
                <tsl:ServiceDigitalIdentities>%s</tsl:ServiceDigitalIdentities>
                <tsl:TSLLocation>%s</tsl:TSLLocation>
                <tsl:AdditionalInformation>
                <tsl:OtherInformation><tsl:TSLType>%sTSLType/%s</tsl:TSLType></tsl:OtherInformation>
                <tsl:OtherInformation><tsl:SchemeTerritory>%s</tsl:SchemeTerritory></tsl:OtherInformation>
                <tsl:OtherInformation><tslx:MimeType xmlns:tslx="http://uri.etsi.org/02231/v2/additionaltypes#">\
                application/vnd.etsi.tsl+xml</tslx:MimeType></tsl:OtherInformation>
                <tsl:OtherInformation><tsl:SchemeOperatorName><tsl:Name xml:lang="en">%s</tsl:Name>\
                </tsl:SchemeOperatorName></tsl:OtherInformation>
                <tsl:OtherInformation><tsl:SchemeTypeCommunityRules><tsl:URI xml:lang="en">%sschemerules/%s</tsl:URI>\
                </tsl:SchemeTypeCommunityRules></tsl:OtherInformation>
                </tsl:AdditionalInformation></tsl:OtherTSLPointer>
                """.formatted(identity(signer), address, TYPES, type, territory, OPERATOR, TYPES, rules);
    }

    private static String service(
            String type, String name, X509Certificate certificate, String status, String extensions) throws Exception {
        return """
                <tsl:TSPService><tsl:ServiceInformation>
                <tsl:ServiceTypeIdentifier>%s</tsl:ServiceTypeIdentifier>
                <tsl:ServiceName><tsl:Name xml:lang="en">%s</tsl:Name></tsl:ServiceName>
                %s
                <tsl:ServiceStatus>%sSvcstatus/%s</tsl:ServiceStatus>
                <tsl:StatusStartingTime>%s</tsl:StatusStartingTime>%s
                </tsl:ServiceInformation></tsl:TSPService>
                """.formatted(type, name, identity(certificate), TYPES, status, DemoPkiCertificates.BEGIN, extensions);
    }

    private static String identity(X509Certificate certificate) throws GeneralSecurityException {
        return "<tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>"
                + Base64.getEncoder().encodeToString(certificate.getEncoded())
                + "</tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity>";
    }

    private static String addresses() {
        return """
                <tsl:PostalAddresses><tsl:PostalAddress xml:lang="en">\
                <tsl:StreetAddress>NUR-ZUM-TESTEN</tsl:StreetAddress><tsl:Locality>Dresden</tsl:Locality>\
                <tsl:PostalCode>00000</tsl:PostalCode><tsl:CountryName>DE</tsl:CountryName>\
                </tsl:PostalAddress></tsl:PostalAddresses><tsl:ElectronicAddress>\
                <tsl:URI xml:lang="en">mailto:niemand@nur-zum-testen.example</tsl:URI>\
                <tsl:URI xml:lang="en">%s</tsl:URI></tsl:ElectronicAddress>""".formatted(DemoPkiCertificates.HOST);
    }

    byte[] sign(String xml, Identity signer) throws Exception {
        DSSDocument document = new InMemoryDocument(xml.getBytes(StandardCharsets.UTF_8));
        CertificateToken certificate = new CertificateToken(signer.certificate());
        TrustedListV6SignatureParametersBuilder builder = new TrustedListV6SignatureParametersBuilder(
                        certificate, document)
                .setDigestAlgorithm(DigestAlgorithm.SHA256)
                .setReferenceDigestAlgorithm(DigestAlgorithm.SHA256);
        builder.assertConfigurationIsValid(); // against the XSD
        XAdESSignatureParameters parameters = builder.build();
        parameters.bLevel().setSigningDate(Date.from(issue));
        parameters.setCertificateChain(List.of(certificate));
        XAdESService service = new XAdESService(new CommonCertificateVerifier());
        byte[] toSign = service.getDataToSign(document, parameters).getBytes();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.key());
        signature.update(toSign);
        SignatureValue value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign());
        return DSSUtils.toByteArray(service.signDocument(document, parameters, value));
    }
}

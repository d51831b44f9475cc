package federzug.release;

import federzug.agreement.Address;
import federzug.agreement.PressRelease.Recipient;
import federzug.document.Digest;
import federzug.release.Consent.Kind;
import federzug.release.Consent.Through;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Addresses of a list that are other ones since its sending began: the mail came back from the old ones. The frozen list
 * stays as it was; what a person has said about it stands beside it.
 *
 * @param newer by old addresses in their normal form
 */
public record MendedAddresses(Map<String, String> newer) {
    public MendedAddresses {
        newer = Map.copyOf(newer);
    }

    /** The last word about each address counts; words that were deleted on schedule say nothing. */
    public static MendedAddresses of(List<Consent> consents) {
        Map<String, String> newer = new LinkedHashMap<>();
        consents.stream()
                .filter(consent -> consent.kind() == Kind.ADDRESS
                        && !consent.wording().isEmpty()
                        && !consent.answer().isEmpty())
                .forEach(consent -> newer.put(Address.normal(consent.wording()), consent.answer()));
        return new MendedAddresses(newer);
    }

    /** That mail to one address goes to another from now on. */
    public static Consent said(String by, Instant at, Through through, String old, String fresh) {
        return new Consent(Kind.ADDRESS, digest(old).hex(), by, at, digest(fresh), old, through, fresh);
    }

    private static Digest digest(String address) {
        return Digest.of(Address.normal(address).getBytes(StandardCharsets.UTF_8));
    }

    public boolean isEmpty() {
        return newer.isEmpty();
    }

    /** Where mail to this address goes now. */
    public String now(String address) {
        String now = address;
        // Each address is followed once: what people have said may lead in a circle.
        for (int i = 0; i < newer.size(); i++) {
            now = newer.getOrDefault(Address.normal(now), now);
        }
        return now;
    }

    /** Whether mail goes here instead of to another address. */
    public boolean isNew(String address) {
        return newer.values().stream().anyMatch(one -> Address.normal(one).equals(Address.normal(address)));
    }

    /** A list with the addresses as they are now. */
    public List<Recipient> in(List<Recipient> recipients) {
        return recipients.stream()
                .map(one -> new Recipient(
                        now(one.address()),
                        one.name(),
                        one.medium(),
                        one.topics(),
                        one.unsubscribed(),
                        one.pausedUntil(),
                        one.throughMediaService(),
                        one.source(),
                        one.sourceDate()))
                .toList();
    }
}

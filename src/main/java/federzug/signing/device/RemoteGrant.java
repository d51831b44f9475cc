package federzug.signing.device;

import java.util.List;

/**
 * The proof of a person's release. It is used once and not kept.
 *
 * @param ways how the service may want it, in the order to try
 */
record RemoteGrant(String value, List<Way> ways) {
    /** The two ways of the CSC API v2 (8.3 and 11.11) to show a release. */
    enum Way {
        /** As signature activation data in the body, beside the access token of the service. */
        IN_THE_BODY,
        /** As the access token itself, without activation data. */
        AS_BEARER
    }

    RemoteGrant {
        ways = List.copyOf(ways);
    }

    /** Activation data that {@code credentials/authorize} gave. */
    static RemoteGrant activation(String data) {
        return new RemoteGrant(data, List.of(Way.IN_THE_BODY));
    }

    /**
     * A token with the scope {@code credential}.
     *
     * @param type as the token's answer names it
     */
    static RemoteGrant token(String token, String type, RemoteInfo info) {
        boolean inTheBody = type.equalsIgnoreCase("SAD")
                || info.isFirstVersion()
                || !type.equalsIgnoreCase("Bearer") && info.methods().contains("credentials/authorize");
        return new RemoteGrant(
                token, inTheBody ? List.of(Way.IN_THE_BODY, Way.AS_BEARER) : List.of(Way.AS_BEARER, Way.IN_THE_BODY));
    }

    @Override
    public String toString() {
        return "RemoteGrant" + ways;
    }
}

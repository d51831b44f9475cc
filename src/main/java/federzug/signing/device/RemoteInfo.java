package federzug.signing.device;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a service says of itself (CSC API v2, 11.1).
 *
 * @param specs version of the API
 */
record RemoteInfo(String specs, List<String> methods) {
    RemoteInfo {
        methods = List.copyOf(methods);
    }

    static RemoteInfo of(JsonNode info) {
        return new RemoteInfo(info.path("specs").asString(""), RemoteService.texts(info.path("methods")));
    }

    boolean isFirstVersion() {
        return specs.startsWith("1.") || specs.startsWith("0.");
    }
}

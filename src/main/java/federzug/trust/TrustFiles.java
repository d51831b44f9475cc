package federzug.trust;

import java.util.Map;
import java.util.TreeMap;

/** What a trust source rests on, as files to be kept with a report. */
final class TrustFiles {
    private TrustFiles() {}

    /** The lists among the answers of the example network. */
    static Map<String, byte[]> lists(Map<String, byte[]> answers) {
        Map<String, byte[]> files = new TreeMap<>();
        answers.forEach((address, answer) -> {
            if (answer.length > 0 && (answer[0] == '<' || answer[0] == (byte) 0xEF)) {
                files.put(address.replaceAll("^.*/", "").replaceAll("[^A-Za-z0-9._-]", "_"), answer);
            }
        });
        return files;
    }
}

package federzug.web.data;

import federzug.pipeline.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * What a browser sent of the form.
 *
 * @param fields the values by path
 * @param act what the pressed button says: {@code speichern}, {@code pruefen}, {@code dazu:} and {@code weg:} with a path
 * @param files handed in, by the path they belong to
 */
record TypedForm(Map<String, List<String>> fields, String act, Map<String, Upload> files) {
    /** Before the path in the name of a control. */
    static final String NAME = "feld:";

    static final String FILE = "datei:";
    static final String ADD = "dazu:";
    static final String REMOVE = "weg:";

    static TypedForm of(HttpServletRequest request) throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(NAME)) {
                fields.put(name.substring(NAME.length()), List.of(values));
            }
        });
        Map<String, Upload> files = new LinkedHashMap<>();
        if (request instanceof MultipartHttpServletRequest several) {
            for (Map.Entry<String, MultipartFile> one : several.getFileMap().entrySet()) {
                MultipartFile file = one.getValue();
                if (one.getKey().startsWith(FILE) && !file.isEmpty()) {
                    String name = file.getOriginalFilename();
                    files.put(
                            one.getKey().substring(FILE.length()),
                            new Upload(name == null ? "" : name, file.getBytes()));
                }
            }
        }
        String act = request.getParameter("tun");
        return new TypedForm(fields, act == null ? "" : act, files);
    }
}

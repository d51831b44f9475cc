package federzug.pipeline;

import federzug.agreement.StoredMatter;
import federzug.notice.Notice;
import federzug.pipeline.MatterStatus.ReleaseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public class PressDesk {
    void prepare(StoredMatter m, Progress p) {}
    void send(StoredMatter m, Progress p) {}
    @Nullable ReleaseStatus status(StoredMatter m) { return null; }
    List<Notice> obstacles(StoredMatter m) { return List.of(); }
}

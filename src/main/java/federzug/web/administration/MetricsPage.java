package federzug.web.administration;

import federzug.pipeline.metering.Metrics;
import federzug.web.frame.Page;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows administrators the metrics that programs on this machine get. */
@Page
class MetricsPage {
    private final Metrics metrics;

    MetricsPage(Metrics metrics) {
        this.metrics = metrics;
    }

    @GetMapping("/verwaltung/kennzahlen")
    ResponseEntity<String> show() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(Metrics.TYPE))
                .body(metrics.text());
    }
}

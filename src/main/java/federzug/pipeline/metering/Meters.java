package federzug.pipeline.metering;

import federzug.pipeline.Stage;
import federzug.pipeline.Standings.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds what this process measures. Made when it is first asked for: most commands measure nothing. */
@Component
class Meters {
    private static final double MILLIS = 1000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, MultiGauge> gauges = new TreeMap<>();

    Meters() {
        Runtime runtime = Runtime.getRuntime();
        gauge("federzug.heap.used.bytes", () -> runtime.totalMemory() - runtime.freeMemory());
        gauge("federzug.heap.limit.bytes", runtime::maxMemory);
        gauge(
                "federzug.uptime.seconds",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
    }

    /** Always 1; the information is in its label. */
    void info(String version) {
        Gauge.builder("federzug.info", () -> 1).tag("version", version).register(registry);
    }

    void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).strongReference(true).register(registry);
    }

    void took(Stage stage, Duration time, boolean good) {
        Timer.builder("federzug.stage")
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .tag("outcome", good ? "good" : "stopped")
                .register(registry)
                .record(time);
    }

    /** Replaces what was counted before. */
    synchronized void show(List<Standing> all) {
        all.stream()
                .collect(Collectors.groupingBy(Standing::what, TreeMap::new, Collectors.toList()))
                .forEach((what, some) -> gauges.computeIfAbsent(
                                what,
                                name -> MultiGauge.builder("federzug." + name.replace('_', '.'))
                                        .register(registry))
                        .register(some.stream().map(Meters::row).toList(), true));
    }

    private static MultiGauge.Row<Number> row(Standing one) {
        return MultiGauge.Row.of(
                one.label().isEmpty() ? Tags.empty() : Tags.of(one.label(), one.state()), (Number) one.number());
    }

    synchronized String text() {
        return PrometheusText.of(registry.getMeters());
    }
}

package federzug.pipeline.metering;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes meters in the text form of Prometheus, version 0.0.4: a line of the type for each name, then its values by label.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
final class PrometheusText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private PrometheusText() {}

    static String of(Collection<? extends Meter> meters) {
        Map<String, Map<String, Double>> families = new TreeMap<>();
        for (Meter meter : meters) {
            String name = meter.getId().getName().replace('.', '_');
            for (Measurement value : meter.measure()) {
                families.computeIfAbsent(name + ending(meter, value.getStatistic()), key -> new TreeMap<>())
                        .put(labels(meter), value.getValue());
            }
        }
        StringBuilder text = new StringBuilder();
        families.forEach((name, values) -> {
            boolean counts = name.endsWith("_seconds_count") || name.endsWith("_seconds_sum");
            text.append("# TYPE %s %s\n".formatted(name, counts ? "counter" : "gauge"));
            values.forEach((labels, value) -> text.append("%s%s %s\n".formatted(name, labels, number(value))));
        });
        return text.toString();
    }

    private static String ending(Meter meter, Statistic statistic) {
        if (meter.getId().getType() != Meter.Type.TIMER) {
            return "";
        }
        return switch (statistic) {
            case COUNT -> "_seconds_count";
            case TOTAL_TIME -> "_seconds_sum";
            default -> "_seconds_" + statistic.getTagValueRepresentation();
        };
    }

    private static String labels(Meter meter) {
        return meter.getId().getTags().isEmpty()
                ? ""
                : meter.getId().getTags().stream()
                        .map(PrometheusText::label)
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String label(Tag tag) {
        String value =
                tag.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return tag.getKey().replace('.', '_') + "=\"" + value + "\"";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}

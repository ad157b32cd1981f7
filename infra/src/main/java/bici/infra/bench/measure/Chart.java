package bici.infra.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run as a picture: a bar for each target, how far its figure lies on the right side of the limit. The line is the limit;
 * a bar that passes it is held. Both kinds of bound are drawn so that longer is better, and bars end at three times it.
 */
public final class Chart {
    private static final int ROW = 24;
    private static final int TOP = 30;
    private static final int LABELS = 330;
    private static final int LIMIT = 150;
    private static final int MOST = 3;
    private static final int FIGURES = 260;
    private static final int WIDTH = LABELS + MOST * LIMIT + FIGURES;

    private Chart() {}

    /** One target of one measurement. */
    private record Bar(String label, String target, double value, double share, boolean held) {}

    /** SVG of what {@link ReportFile#toJson} tells. Of a quick run nothing is drawn but its title: it judges no target. */
    public static String draw(JsonNode run) {
        List<Bar> bars = bars(run);
        int height = TOP + bars.size() * ROW + 12;
        StringBuilder svg = new StringBuilder(4_096)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        .formatted(WIDTH, height, WIDTH, height))
                .append(" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n")
                .append("<title>bici bench, ")
                .append(escape(run.path("at").asText()))
                .append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(
                svg,
                8,
                18,
                "#333",
                "bici bench " + run.path("at").asText() + ", "
                        + run.path("runs").asInt() + " pairs");
        for (int n = 0; n < bars.size(); n++) {
            bar(svg, bars.get(n), TOP + n * ROW);
        }
        int limit = LABELS + LIMIT;
        return svg.append("<path d=\"M%d %dV%d\" stroke=\"#333\" stroke-dasharray=\"4 3\"/>\n"
                        .formatted(limit, TOP - 4, height - 8))
                .append("</svg>\n")
                .toString();
    }

    public static void write(JsonNode run, Path file) {
        try {
            Files.writeString(file, draw(run));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static List<Bar> bars(JsonNode run) {
        List<Bar> bars = new ArrayList<>();
        for (JsonNode measurement : run.path("measurements")) {
            for (JsonNode target : measurement.path("targets")) {
                if (target.has("held")) {
                    bars.add(bar(measurement.path("name").asText(), target));
                }
            }
        }
        return bars;
    }

    private static Bar bar(String name, JsonNode target) {
        double value = target.path("value").asDouble();
        double limit = target.path("limit").asDouble();
        boolean atLeast = target.path("bound").asText().equals("AT_LEAST");
        double better = atLeast ? value : limit;
        double worse = atLeast ? limit : value;
        // A figure of nothing at all, such as no errors, is as good as a picture can show.
        double share = worse == 0 ? (better >= worse && target.path("held").asBoolean() ? MOST : 0) : better / worse;
        return new Bar(
                name,
                target.path("target").asText(),
                value,
                share,
                target.path("held").asBoolean());
    }

    private static void bar(StringBuilder svg, Bar bar, int y) {
        String colour = bar.held() ? "#2a7d5f" : "#b3452c";
        text(svg, 8, y + 15, "#333", bar.label());
        long width = Math.round(Math.min(MOST, bar.share()) * LIMIT);
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
                .formatted(LABELS, y + 3, width, ROW - 8, colour));
        String said =
                "%s (%s), %s".formatted(Table.figure(bar.value()), bar.target(), bar.held() ? "held" : "not held");
        text(svg, LABELS + MOST * LIMIT + 8, y + 15, colour, said);
    }

    private static void text(StringBuilder svg, int x, int y, String colour, String words) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n", x, y, colour, escape(words)));
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

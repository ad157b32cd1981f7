package bici.infra.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The process of the simulated city. Reads orders, one a line: {@code rest}, {@code inventories}, {@code end}; ends with
 * its input, so that it never outlives whoever started it. Says how it goes, a few times a second.
 */
final class CityMain {
    private static final long SAY_EVERY_MS = 200;

    private CityMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        CitySetting setting = CitySetting.parse(arguments);
        City city = new City(setting, Clock.systemUTC());
        PrintStream out = System.out;
        city.start();
        Thread.ofPlatform().daemon().start(() -> report(city, out));
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String order = orders.readLine();
            while (order != null && !order.equals("end")) {
                if (order.equals("rest")) {
                    boolean rests = city.comeToRest();
                    out.println(rests ? "rests" : "restless");
                } else if (order.equals("inventories")) {
                    city.showInventories();
                }
                order = orders.readLine();
            }
            if (order == null) {
                Runtime.getRuntime().halt(1);
            }
        }
        city.close();
        System.exit(0);
    }

    private static void report(City city, PrintStream out) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                city.noteAcknowledged();
                out.printf(
                        Locale.ROOT,
                        "city acknowledged=%d waiting=%d rides=%d delivered=%b%n",
                        city.acknowledged(),
                        city.waiting(),
                        city.rides(),
                        city.isDelivered());
                out.flush();
                TimeUnit.MILLISECONDS.sleep(SAY_EVERY_MS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

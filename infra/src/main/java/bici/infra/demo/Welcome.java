package bici.infra.demo;

import bici.fleet.people.Role;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/** What a demo tells the person who started it. */
record Welcome(URI server, int streetPort, int mqttPort, DemoOptions.Ports wanted) {

    /** @param links a secret for each role, each good once */
    void print(Map<Role, String> links, Consumer<String> out) {
        replaced(out, wanted.http(), server.getPort(), "rider app, console, API and open data");
        replaced(out, wanted.street(), streetPort, "the street");
        replaced(out, wanted.mqtt(), mqttPort, "stations");
        out.accept("rider app      " + server + "/");
        out.accept("console        " + server + "/consola/");
        out.accept("API            " + server + "/docs");
        out.accept("open data      " + server + "/gbfs/3.0/gbfs");
        out.accept("demo inbox     " + server + "/demo/inbox");
        out.accept("the street     http://127.0.0.1:" + streetPort + "/");
        out.accept("stations       ssl://127.0.0.1:" + mqttPort);
        out.accept("sign in, each link once:");
        links.forEach((role, secret) -> out.accept(String.format(
                "  %-12s %s%s#enlace=%s", role.word(), server, role == Role.RIDER ? "/" : "/consola/", secret)));
        out.accept("ready: Ctrl-C ends the demo");
    }

    /** An address that is not where the documents say is said first. */
    private static void replaced(Consumer<String> out, int wanted, int taken, String what) {
        if (wanted != 0 && wanted != taken) {
            out.accept("port " + wanted + " is in use by another program: " + what + " on port " + taken + " instead");
        }
    }
}

package bici.infra.demo;

import bici.fleet.people.Role;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/** What a demo tells the person who started it. */
record Welcome(URI server, int streetPort, int mqttPort) {

    /** @param links a secret for each role, each good once */
    void print(Map<Role, String> links, Consumer<String> out) {
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
}

package bici.api.docs;

import bici.api.contract.Contracts;
import bici.api.http.Language;
import bici.api.http.ProblemType;
import bici.api.http.Routes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contracts at {@code /openapi/NAME.yaml}, shown at {@code /docs/} by Swagger UI from the class path, and what each
 * problem means at {@code /problems} and {@code /problems/WORD}. Nothing is loaded from elsewhere.
 */
public final class DocsRoutes implements Routes {
    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/5.34.1";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String PAGE = """
            <!doctype html>
            <html lang="es"><head><meta charset="utf-8"><title>Bici BGA: API</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/docs/ui/swagger-ui.css"></head>
            <body><div id="swagger-ui"></div>
            <script src="/docs/ui/swagger-ui-bundle.js"></script>
            <script src="/docs/ui/swagger-ui-standalone-preset.js"></script>
            <script src="/docs/start.js"></script></body></html>
            """;

    private final Map<String, String> texts = new HashMap<>();
    private final String start;

    /**
     * Reads the contracts. Blocking.
     *
     * @param names of those to show, in this order
     */
    public DocsRoutes(List<String> names) {
        List<String> urls = new ArrayList<>();
        for (String name : names) {
            texts.put(name, Contracts.text(name));
            urls.add("{url: '/openapi/%s.yaml', name: '%s'}".formatted(name, name));
        }
        this.start = """
                window.ui = SwaggerUIBundle({urls: [%s], dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null,
                  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout'});
                """.formatted(String.join(", ", urls));
    }

    @Override
    public void mount(Router router) {
        Routes.reading(router, "/openapi/:file").handler(this::contract);
        Routes.reading(router, "/docs").handler(context -> page(context, "text/html; charset=utf-8", PAGE));
        Routes.reading(router, "/docs/start.js")
                .handler(context -> page(context, "text/javascript; charset=utf-8", start));
        Routes.reading(router, "/docs/ui/*")
                .handler(StaticHandler.create(SWAGGER).setIncludeHidden(false));
        Routes.reading(router, "/problems").handler(DocsRoutes::problems);
        Routes.reading(router, "/problems/:word").handler(DocsRoutes::problem);
    }

    private void contract(RoutingContext context) {
        String file = String.valueOf(context.pathParam("file"));
        String text = file.endsWith(".yaml") ? texts.get(file.substring(0, file.length() - ".yaml".length())) : null;
        if (text == null) {
            context.next();
        } else {
            context.response()
                    .putHeader("Content-Type", "application/yaml; charset=utf-8")
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .end(text);
        }
    }

    private static void page(RoutingContext context, String type, String text) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Vary", "Accept-Encoding, Accept-Language")
                .putHeader("Content-Type", type)
                .end(text);
    }

    private static void problems(RoutingContext context) {
        Language language = language(context);
        StringBuilder rows = new StringBuilder();
        Arrays.stream(ProblemType.values()).forEach(type -> rows.append(row(type, language)));
        page(context, "text/html; charset=utf-8", problemsPage(language, rows.toString()));
    }

    private static void problem(RoutingContext context) {
        Optional<ProblemType> type = ProblemType.find(String.valueOf(context.pathParam("word")));
        if (type.isEmpty()) {
            context.next();
        } else {
            Language language = language(context);
            page(context, "text/html; charset=utf-8", problemsPage(language, row(type.get(), language)));
        }
    }

    private static Language language(RoutingContext context) {
        return Language.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static String row(ProblemType type, Language language) {
        ProblemType.Text text = type.text(language);
        return "<tr><td><a href=\"/problems/%s\">%s</a></td><td>%d</td><td>%s</td><td>%s</td></tr>%n"
                .formatted(type.word(), type.word(), type.status(), text.title(), text.detail());
    }

    private static String problemsPage(Language language, String rows) {
        String title = language.pick("Problemas de la API", "Problems of the API");
        String heads = language.pick(
                "<th>tipo</th><th>estado</th><th>título</th><th>qué hacer</th>",
                "<th>type</th><th>status</th><th>title</th><th>what to do</th>");
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"></head>
                <body><h1>%s</h1><table><thead><tr>%s</tr></thead><tbody>
                %s</tbody></table></body></html>
                """.formatted(language.tag(), title, title, heads, rows);
    }
}

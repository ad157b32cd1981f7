package bici.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A problem as a person reads it who followed a link or typed an address: one page that needs nothing else. */
public final class ProblemPage {
    public static final String TYPE = "text/html; charset=utf-8";

    private static final String STYLE =
            "body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#14323a;background:#f6f9f8}"
                    + "main{max-width:34rem;margin:0 auto;padding:15vh 1.5rem 2rem}h1{margin:0;font-size:1.75rem;line-height:1.2}"
                    + "a{display:inline-block;margin:1rem 0;padding:.75rem 1.25rem;border-radius:.75rem;background:#0b6b57;"
                    + "color:#fff;text-decoration:none}small{color:#4a626a}";
    /** Allows the page's own style and nothing else. */
    public static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private ProblemPage() {}

    /**
     * What is said.
     *
     * @param home where the link leads
     * @param foot small, below; may be empty
     */
    public record Words(String title, String detail, String home, String foot) {}

    /** The page of a problem. */
    static String of(Problem problem, Reader reader, String requestId) {
        Language language = reader.language();
        String foot = language.pick("Solicitud ", "Request ") + requestId;
        String home = reader.path().startsWith("/consola") ? "/consola/" : "/";
        ProblemType.Text usual = problem.type().text(language);
        Words words = switch (problem.type()) {
            case NOT_FOUND ->
                new Words(
                        language.pick("Esta página no existe", "This page does not exist"),
                        language.pick(
                                "Revise la dirección, o siga desde el inicio.",
                                "Check the address, or go on from the start."),
                        home,
                        foot);
            case INVALID_REQUEST ->
                new Words(
                        language.pick("Esa dirección no es válida", "That address is not valid"),
                        problem.said(language)
                                .orElse(language.pick(
                                        "Revise cómo está escrita, o siga desde el inicio.",
                                        "Check how it is written, or go on from the start.")),
                        home,
                        foot);
            default -> new Words(usual.title(), problem.said(language).orElse(usual.detail()), home, foot);
        };
        return print(language, words);
    }

    /** In one language. */
    public static String print(Language language, Words words) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s · Bici BGA</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"><style>%s</style></head>
                <body><main><h1>%s</h1><p>%s</p><p><a href="%s">%s</a></p><p><small>%s</small></p></main></body></html>
                """.formatted(
                        language.tag(),
                        escape(words.title()),
                        STYLE,
                        escape(words.title()),
                        escape(words.detail()),
                        escape(words.home()),
                        language.pick("Ir al inicio", "Go to the start page"),
                        escape(words.foot()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

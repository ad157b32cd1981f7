package bici.api.contract;

import bici.api.http.Problem;
import bici.api.http.ProblemException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bodies that every reader of JSON understands alike: one value in UTF-8, each name once in its object, at most
 * {@value #MOST_LEVELS} levels deep. The reader behind this one takes the last of two equal names and guesses encodings.
 */
final class StrictJson {
    private static final int MOST_LEVELS = 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
            .build();

    private StrictJson() {}

    /**
     * Returns when it is such a body.
     *
     * @throws ProblemException when it is not
     */
    static void check(Buffer body) {
        try (JsonParser parser = FACTORY.createParser(text(body))) {
            readAll(parser);
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new ProblemException(Problem.invalid("", "json"));
        } catch (IOException e) {
            throw new IllegalStateException("text in memory cannot fail to be read", e);
        }
    }

    private static void readAll(JsonParser parser) throws IOException {
        try {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isStructEnd() || parser.currentToken().isScalarValue()) {
                    refuseMoreAtTheEnd(parser);
                }
            }
        } catch (JsonParseException e) {
            if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
                String where = parser.getParsingContext().pathAsPointer().toString();
                throw new ProblemException(Problem.invalid(where, "duplicate"));
            }
            throw e;
        }
    }

    /** After a value that is in nothing there is only white space. */
    private static void refuseMoreAtTheEnd(JsonParser parser) throws IOException {
        if (parser.getParsingContext().inRoot() && parser.nextToken() != null) {
            throw new ProblemException(Problem.invalid("", "json"));
        }
    }

    private static String text(Buffer body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body.getBytes()))
                .toString();
    }
}

package bici.infra.door;

import bici.api.http.Problem;
import bici.api.http.ProblemType;
import bici.infra.door.ConnectionLimits.Deadlines;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends an HTTP/1 connection whose request, next request or reading of an answer does not come in time. First in the pipeline,
 * to see bytes; a second handler, behind the codec, sees where requests and answers end. A stream, or an answer that is waited
 * for, has no deadline while we write to it.
 *
 * <p>Time is counted in looks of the connection's own event loop: a request costs no reading of a clock, and nobody is blamed
 * for a loop that is late itself.
 */
final class HttpWatch extends ChannelDuplexHandler {
    private static final int LOOKS = 8;
    private static final long LEAST_TICK_MS = 10;
    /** Browsers send one request after the other; the codec would break down at 128. */
    private static final int MOST_UNANSWERED = 100;

    private final Deadlines deadlines;
    private final Consumer<Reason> ended;
    private final long tickMs;

    private Phase phase = Phase.HEAD;
    /** Looks since the phase, or what counts as its beginning. */
    private int age;
    /** A byte came since the last answer. */
    private boolean heard;
    /** Requests whose answers are not written to their end. */
    private int unanswered;
    /** Something of the answer to the only request is written. */
    private boolean answering;

    /** Of the request that is being read, or was last. */
    private @Nullable HttpRequest head;
    /** What was wrong with the last request, while those before it are not answered. */
    private @Nullable Problem fault;

    private @Nullable Outgoing outgoing;
    private @Nullable ScheduledFuture<?> next;

    private enum Phase {
        HEAD,
        BODY,
        ANSWER,
        IDLE,
        /** Nothing more is read, and answers that are owed are written. */
        REFUSING,
        ENDED
    }

    /** @param ended is told why, before the connection is closed */
    HttpWatch(Deadlines deadlines, Consumer<Reason> ended) {
        this.deadlines = deadlines;
        this.ended = ended;
        this.tickMs = Math.max(LEAST_TICK_MS, deadlines.head().toMillis() / LOOKS);
    }

    private int looks(Duration limit) {
        return (int) Math.max(1, Math.ceilDiv(limit.toMillis(), tickMs));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        outgoing = new Outgoing(context.channel(), looks(deadlines.reading()));
        context.pipeline().addBefore("handler", "requests", new Requests(context));
        lookLater(context);
        context.fireChannelActive();
    }

    private void lookLater(ChannelHandlerContext context) {
        next = context.executor().schedule(() -> look(context), tickMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (next != null) {
            next.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        heard = true;
        if (phase == Phase.IDLE) {
            phase = Phase.HEAD;
            age = 0;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (outgoing != null) {
            outgoing.written(message);
        }
        if (phase == Phase.ANSWER) {
            age = 0;
        }
        super.write(context, message, promise);
    }

    /** Where requests and answers begin and end. */
    private final class Requests extends ChannelDuplexHandler {
        /** Past the codec, which knows of no answer of ours. */
        private final ChannelHandlerContext bytes;

        Requests(ChannelHandlerContext bytes) {
            this.bytes = bytes;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (phase == Phase.ENDED || phase == Phase.REFUSING || isRefused(message)) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest) {
                unanswered++;
                answering = false;
                // Its age is counted from the first byte of its head on.
                phase = Phase.BODY;
            }
            if (message instanceof LastHttpContent) {
                phase = unanswered > 0 ? Phase.ANSWER : Phase.IDLE;
                age = 0;
            }
            context.fireChannelRead(message);
        }

        private boolean isRefused(Object message) {
            if (message instanceof HttpRequest request) {
                if (unanswered == MOST_UNANSWERED) {
                    end(bytes, Reason.PIPELINED);
                    return true;
                }
                head = request;
                Optional<Problem> found = HeadRules.findFault(request);
                found.ifPresent(this::refuse);
                return found.isPresent();
            }
            if (message instanceof HttpContent content
                    && content.decoderResult().isFailure()) {
                if (unanswered == 0 || (unanswered == 1 && answering)) {
                    end(bytes, Reason.MALFORMED); // It has its answer.
                } else {
                    unanswered--;
                    refuse(Problem.invalid("", "http"));
                }
                return true;
            }
            return false;
        }

        /** After the answers that are owed before it. */
        private void refuse(Problem problem) {
            if (unanswered == 0) {
                HttpWatch.this.refuse(bytes, problem);
            } else {
                phase = Phase.REFUSING;
                age = 0;
                fault = problem;
            }
        }

        /** What the codec finds in the rest of a connection that was ended is nobody's concern. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (phase != Phase.ENDED) {
                context.fireExceptionCaught(cause);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            boolean interim =
                    message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            answering |= !interim;
            if (!interim && message instanceof LastHttpContent) {
                answered();
            }
            super.write(context, message, promise);
            if (fault != null && unanswered == 0) {
                HttpWatch.this.refuse(bytes, fault);
            }
        }

        private void answered() {
            unanswered = Math.max(0, unanswered - 1);
            if (unanswered == 0 && phase == Phase.ANSWER) {
                phase = Phase.IDLE;
                age = 0;
                heard = false;
            }
        }
    }

    private void look(ChannelHandlerContext context) {
        Optional<Reason> late = late();
        if (late.isPresent()) {
            end(context, late.get());
        } else {
            lookLater(context);
        }
    }

    private Optional<Reason> late() {
        Outgoing sent = outgoing;
        if (sent == null || phase == Phase.ENDED) {
            return Optional.of(Reason.NOT_READ);
        }
        if (sent.isStalled()) {
            return Optional.of(Reason.NOT_READ);
        }
        if (sent.waiting() > 0 && (phase == Phase.ANSWER || phase == Phase.REFUSING || phase == Phase.IDLE)) {
            age = 0;
        }
        age++;
        return switch (phase) {
            case HEAD -> over(deadlines.head(), Reason.HEAD);
            case BODY -> over(deadlines.request(), Reason.BODY);
            case ANSWER, REFUSING -> over(deadlines.silence(), Reason.NO_ANSWER);
            case IDLE -> over(deadlines.idle(), Reason.IDLE);
            case ENDED -> Optional.empty();
        };
    }

    private Optional<Reason> over(Duration limit, Reason reason) {
        return age > looks(limit) ? Optional.of(reason) : Optional.empty();
    }

    private void end(ChannelHandlerContext context, Reason reason) {
        boolean first = phase != Phase.ENDED;
        boolean asked = (phase == Phase.HEAD && heard && unanswered == 0)
                || (phase == Phase.BODY && unanswered == 1 && !answering);
        boolean known = phase == Phase.BODY;
        phase = Phase.ENDED;
        if (first) {
            ended.accept(reason);
        }
        if (first && asked) {
            sayLast(context, Problem.of(ProblemType.REQUEST_TIMEOUT), known);
        } else {
            context.newSucceededFuture().addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void refuse(ChannelHandlerContext context, Problem problem) {
        phase = Phase.ENDED;
        fault = null;
        ended.accept(Reason.MALFORMED);
        sayLast(context, problem, true);
    }

    /**
     * And hangs up at the next look, or when the other end does: closed at once, the answer would be lost with what is still
     * on its way to us.
     *
     * @param known whether it answers the request whose head was read last
     */
    private void sayLast(ChannelHandlerContext context, Problem problem, boolean known) {
        if (next != null) {
            next.cancel(false);
        }
        lookLater(context);
        HttpRequest asked = head;
        context.writeAndFlush(known && asked != null ? EarlyAnswer.of(problem, asked) : EarlyAnswer.of(problem))
                .addListener(said -> {
                    if (context.channel() instanceof DuplexChannel duplex) {
                        duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                    }
                });
    }
}

package bici.api.http;

/** Carries a problem to where it is answered. No stack trace: it is an answer, not a bug. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.type().word(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemType type) {
        this(Problem.of(type));
    }

    public Problem problem() {
        return problem;
    }
}

package bici.fleet.store;

import java.sql.SQLException;

/** Lets what JDBC throws pass through code that knows no database, to be judged where its transaction ends. */
final class Jdbc {
    private Jdbc() {}

    /** Something read. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    /** Something written. */
    interface Step {
        void take() throws SQLException;
    }

    /** What JDBC threw. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException sql;

        Fault(SQLException sql) {
            super(sql.getMessage(), sql);
            this.sql = sql;
        }

        SQLException sql() {
            return sql;
        }
    }

    static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new Fault(e);
        }
    }

    static void run(Step step) {
        try {
            step.take();
        } catch (SQLException e) {
            throw new Fault(e);
        }
    }
}

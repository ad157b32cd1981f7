package bici.infra.pages;

/** The two screens that the pages are made for first. */
enum Screen {
    PHONE(360, 740),
    DESK(1366, 768);

    private final int width;
    private final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}

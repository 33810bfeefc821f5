package dev.bailiwick.core.incident.inquiry;

/** What an investigation asks first. */
public enum Question {
    COMMANDS("commands outside normal workflows"),
    ENDPOINTS("calls to unexpected endpoints or at unexpected times"),
    FILES("file access outside normal patterns"),
    CONNECTIONS("connections outside the list");

    private final String sentence;

    Question(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}

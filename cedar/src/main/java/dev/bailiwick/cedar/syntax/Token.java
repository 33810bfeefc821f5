package dev.bailiwick.cedar.syntax;

import dev.bailiwick.cedar.Position;

/**
 * One token.
 *
 * @param text as it stands in the source; for a string the raw text between the quotes, escapes not yet undone
 */
public record Token(TokenKind kind, String text, Position position) {
    public boolean is(TokenKind other) {
        return kind == other;
    }

    /** Whether this is the identifier of that spelling. */
    public boolean isWord(String word) {
        return kind == TokenKind.IDENTIFIER && text.equals(word);
    }

    /** How a message names this token. */
    public String described() {
        return switch (kind) {
            case END -> "end of input";
            case STRING -> "token `\"" + text + "\"`";
            default -> "token `" + text + "`";
        };
    }
}

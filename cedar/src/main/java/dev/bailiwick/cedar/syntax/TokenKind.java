package dev.bailiwick.cedar.syntax;

/** What tokens there are. Words of the language are identifiers: the grammar decides where they are reserved. */
public enum TokenKind {
    IDENTIFIER("identifier"),
    INTEGER("integer"),
    STRING("string literal"),
    /** {@code ?principal}; the text includes the question mark. */
    SLOT("template slot"),
    AT("@"),
    DOT("."),
    COMMA(","),
    SEMICOLON(";"),
    COLON(":"),
    DOUBLE_COLON("::"),
    QUESTION("?"),
    OPEN_PAREN("("),
    CLOSE_PAREN(")"),
    OPEN_BRACE("{"),
    CLOSE_BRACE("}"),
    OPEN_BRACKET("["),
    CLOSE_BRACKET("]"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    OR("||"),
    AND("&&"),
    PLUS("+"),
    MINUS("-"),
    STAR("*"),
    SLASH("/"),
    PERCENT("%"),
    NOT("!"),
    ASSIGN("="),
    END("end of input");

    private final String spelling;

    TokenKind(String spelling) {
        this.spelling = spelling;
    }

    /** The symbol itself, or what a message calls a token of this kind. */
    public String spelling() {
        return spelling;
    }
}

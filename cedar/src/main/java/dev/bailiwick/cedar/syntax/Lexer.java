package dev.bailiwick.cedar.syntax;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Position;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens. Whitespace is Unicode's; comments run from {@code //} to the end of the line. */
final class Lexer {
    private static final TokenKind[] SYMBOLS = {
        TokenKind.DOUBLE_COLON,
        TokenKind.EQUAL,
        TokenKind.NOT_EQUAL,
        TokenKind.LESS_OR_EQUAL,
        TokenKind.GREATER_OR_EQUAL,
        TokenKind.OR,
        TokenKind.AND
    };

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int column = 1;
    /** Up to where {@link #column} has counted: places are asked for in order, so that long lines cost no more. */
    private int counted;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> cut(String source) {
        var lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (true) {
            skipBlanks();
            if (at == source.length()) break;
            next();
        }
        tokens.add(new Token(TokenKind.END, "", position(at)));
    }

    private void skipBlanks() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '/' && source.startsWith("//", at)) skipComment();
            else if (isBlank(c)) step(c);
            else return;
        }
    }

    private void skipComment() {
        while (at < source.length() && source.charAt(at) != '\n' && source.charAt(at) != '\r') at++;
    }

    private void step(char c) {
        at++;
        if (c == '\n') {
            line++;
            column = 1;
            counted = at;
        }
    }

    /** Unicode's White_Space, all of it in the basic plane. */
    private static boolean isBlank(char c) {
        return (c >= 9 && c <= 13)
                || c == ' '
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    private void next() {
        char c = source.charAt(at);
        if (Identifiers.startsIdentifier(c)) {
            add(TokenKind.IDENTIFIER, endOfIdentifier(at));
        } else if (c >= '0' && c <= '9') {
            add(TokenKind.INTEGER, endOfNumber());
        } else if (c == '"') {
            string();
        } else if (c == '?' && at + 1 < source.length() && Identifiers.startsIdentifier(source.charAt(at + 1))) {
            add(TokenKind.SLOT, endOfIdentifier(at + 1));
        } else {
            symbol(c);
        }
    }

    private int endOfIdentifier(int from) {
        int end = from;
        while (end < source.length() && Identifiers.continuesIdentifier(source.charAt(end))) end++;
        return end;
    }

    private int endOfNumber() {
        int end = at;
        while (end < source.length() && source.charAt(end) >= '0' && source.charAt(end) <= '9') end++;
        return end;
    }

    private void add(TokenKind kind, int end) {
        tokens.add(new Token(kind, source.substring(at, end), position(at)));
        at = end;
    }

    private void symbol(char c) {
        for (TokenKind symbol : SYMBOLS) {
            if (source.startsWith(symbol.spelling(), at)) {
                add(symbol, at + 2);
                return;
            }
        }
        add(single(c), at + 1);
    }

    private TokenKind single(char c) {
        return switch (c) {
            case '@' -> TokenKind.AT;
            case '.' -> TokenKind.DOT;
            case ',' -> TokenKind.COMMA;
            case ';' -> TokenKind.SEMICOLON;
            case ':' -> TokenKind.COLON;
            case '?' -> TokenKind.QUESTION;
            case '(' -> TokenKind.OPEN_PAREN;
            case ')' -> TokenKind.CLOSE_PAREN;
            case '{' -> TokenKind.OPEN_BRACE;
            case '}' -> TokenKind.CLOSE_BRACE;
            case '[' -> TokenKind.OPEN_BRACKET;
            case ']' -> TokenKind.CLOSE_BRACKET;
            case '<' -> TokenKind.LESS;
            case '>' -> TokenKind.GREATER;
            case '+' -> TokenKind.PLUS;
            case '-' -> TokenKind.MINUS;
            case '*' -> TokenKind.STAR;
            case '/' -> TokenKind.SLASH;
            case '%' -> TokenKind.PERCENT;
            case '!' -> TokenKind.NOT;
            case '=' -> TokenKind.ASSIGN;
            default -> throw CedarException.at(position(at), "invalid token");
        };
    }

    private void string() {
        Position start = position(at);
        int from = ++at;
        while (at < source.length() && source.charAt(at) != '"') {
            if (source.charAt(at) == '\\') {
                at++;
                // a backslash takes any next character along, but no line end
                if (at == source.length() || source.charAt(at) == '\n') throw unclosed(start);
            }
            step(source.charAt(at));
        }
        if (at == source.length()) throw unclosed(start);
        tokens.add(new Token(TokenKind.STRING, source.substring(from, at), start));
        at++;
    }

    private static CedarException unclosed(Position start) {
        return CedarException.at(start, "invalid token", "the string that starts here is not closed");
    }

    private Position position(int offset) {
        column += source.codePointCount(counted, offset);
        counted = offset;
        return new Position(offset, line, column);
    }
}

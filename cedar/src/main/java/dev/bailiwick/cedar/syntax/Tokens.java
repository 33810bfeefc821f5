package dev.bailiwick.cedar.syntax;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Position;
import java.util.List;

/** A cursor over the tokens of a text, and the refusals every parser needs. */
public final class Tokens {
    private final List<Token> tokens;
    private int at;

    private Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** @throws CedarException when a character starts no token or a string is not closed */
    public static Tokens of(String source) {
        return new Tokens(Lexer.cut(source));
    }

    /** The token under the cursor; at the end of the text, and ever after, the end token. */
    public Token peek() {
        return tokens.get(at);
    }

    /** The token {@code ahead} places after the cursor. */
    public Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    public Position position() {
        return peek().position();
    }

    public boolean at(TokenKind kind) {
        return peek().kind() == kind;
    }

    public boolean atWord(String word) {
        return peek().isWord(word);
    }

    public boolean atEnd() {
        return at(TokenKind.END);
    }

    /** Returns the token under the cursor and moves on. */
    public Token take() {
        Token token = peek();
        if (at < tokens.size() - 1) at++;
        return token;
    }

    /** Moves on if the token is of that kind. */
    public boolean takeIf(TokenKind kind) {
        if (!at(kind)) return false;
        take();
        return true;
    }

    public boolean takeWordIf(String word) {
        if (!atWord(word)) return false;
        take();
        return true;
    }

    /** @throws CedarException when the token is of another kind */
    public Token expect(TokenKind kind) {
        if (!at(kind)) throw unexpected("expected `" + kind.spelling() + "`");
        return take();
    }

    public void expectWord(String word) {
        if (!takeWordIf(word)) throw unexpected("expected `" + word + "`");
    }

    /** The refusal of the token under the cursor. */
    public CedarException unexpected(String hint) {
        return CedarException.at(position(), "unexpected " + peek().described(), hint);
    }
}

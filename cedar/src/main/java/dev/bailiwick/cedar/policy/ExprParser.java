package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.syntax.Escapes;
import dev.bailiwick.cedar.syntax.Token;
import dev.bailiwick.cedar.syntax.TokenKind;
import dev.bailiwick.cedar.syntax.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens into expressions, by precedence climbing: few frames per level of nesting, and the nesting is counted, so that
 * no text exhausts the stack.
 */
final class ExprParser {
    private static final int MAX_NESTING = 128;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int RELATION = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int MAX_SIGNS = 4;

    private final Tokens tokens;
    private final String clause;
    private int nesting;

    /** @param clause the word of the clause, {@code when} or {@code unless}, for messages */
    ExprParser(Tokens tokens, String clause) {
        this.tokens = tokens;
        this.clause = clause;
    }

    Expr expression() {
        if (++nesting > MAX_NESTING) {
            throw CedarException.at(tokens.position(), "the expression nests deeper than " + MAX_NESTING);
        }
        Expr expr = tokens.atWord("if") ? conditional() : binary(OR);
        nesting--;
        return expr;
    }

    private Expr conditional() {
        Position start = tokens.take().position();
        Expr condition = expression();
        tokens.expectWord("then");
        Expr then = expression();
        tokens.expectWord("else");
        return new Expr.If(start, condition, then, expression());
    }

    private Expr binary(int level) {
        Position start = tokens.position();
        Expr left = unary();
        while (true) {
            int next = levelOf(tokens.peek());
            if (next < level) return left;
            left = next == RELATION ? relation(start, left) : operation(next, start, left);
        }
    }

    /** The level of the operator under the cursor, 0 for what is no operator. */
    private static int levelOf(Token token) {
        return switch (token.kind()) {
            case OR -> OR;
            case AND -> AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, ASSIGN -> RELATION;
            case PLUS, MINUS -> SUM;
            case STAR, SLASH, PERCENT -> PRODUCT;
            case IDENTIFIER ->
                switch (token.text()) {
                    case "in", "has", "like", "is" -> RELATION;
                    default -> 0;
                };
            default -> 0;
        };
    }

    private Expr operation(int level, Position start, Expr left) {
        Token op = tokens.take();
        if (op.is(TokenKind.SLASH)) throw CedarException.at(op.position(), "division is not supported");
        if (op.is(TokenKind.PERCENT)) throw CedarException.at(op.position(), "remainder/modulo is not supported");
        Expr right = binary(level + 1);
        return switch (op.kind()) {
            case OR -> new Expr.Or(start, left, right);
            case AND -> new Expr.And(start, left, right);
            case PLUS -> new Expr.Binary(start, BinaryOp.ADD, left, right);
            case MINUS -> new Expr.Binary(start, BinaryOp.SUBTRACT, left, right);
            default -> new Expr.Binary(start, BinaryOp.MULTIPLY, left, right);
        };
    }

    private Expr relation(Position start, Expr left) {
        Token op = tokens.take();
        Expr whole = switch (op.text()) {
            case "has" -> new Expr.Has(start, left, path());
            case "like" -> new Expr.Like(start, left, pattern());
            case "is" -> new Expr.Is(start, left, typeName(), group());
            default -> new Expr.Binary(start, comparison(op), left, binary(SUM));
        };
        // nothing that binds tighter can follow: the operands have taken all of that
        if (levelOf(tokens.peek()) > RELATION) throw tokens.unexpected("expected the end of the relation");
        if (levelOf(tokens.peek()) == RELATION) {
            throw CedarException.at(
                    tokens.position(),
                    "multiple relational operators (>, ==, in, etc.) must be used with parentheses to make ordering"
                            + " explicit");
        }
        return whole;
    }

    private static BinaryOp comparison(Token op) {
        return switch (op.kind()) {
            case EQUAL -> BinaryOp.EQUAL;
            case NOT_EQUAL -> BinaryOp.NOT_EQUAL;
            case LESS -> BinaryOp.LESS;
            case LESS_OR_EQUAL -> BinaryOp.LESS_OR_EQUAL;
            case GREATER -> BinaryOp.GREATER;
            case GREATER_OR_EQUAL -> BinaryOp.GREATER_OR_EQUAL;
            case ASSIGN ->
                throw CedarException.at(
                        op.position(), "'=' is not a valid operator in Cedar", "try using '==' instead");
            default -> BinaryOp.IN;
        };
    }

    private List<String> path() {
        if (tokens.at(TokenKind.STRING)) return List.of(Escapes.undo(tokens.take()));
        var names = new ArrayList<String>();
        do names.add(attributeName());
        while (tokens.takeIf(TokenKind.DOT));
        return names;
    }

    private String attributeName() {
        if (!tokens.at(TokenKind.IDENTIFIER)) {
            throw tokens.unexpected("attribute names can either be identifiers or string literals");
        }
        return unreserved(tokens.take());
    }

    private static String unreserved(Token word) {
        if (Identifiers.isReserved(word.text())) {
            throw CedarException.at(word.position(), "this identifier is reserved and cannot be used: " + word.text());
        }
        return word.text();
    }

    private Pattern pattern() {
        Token token = tokens.peek();
        if (!token.is(TokenKind.STRING)) {
            throw CedarException.at(
                    token.position(), "right hand side of a `like` expression must be a pattern literal");
        }
        tokens.take();
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        Escapes.undoPattern(token, (codePoint, escapedStar) -> {
            if (codePoint == '*' && !escapedStar) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.appendCodePoint(codePoint);
            }
        });
        pieces.add(piece.toString());
        return new Pattern(pieces);
    }

    EntityTypeName typeName() {
        Token first = tokens.peek();
        if (!first.is(TokenKind.IDENTIFIER)) {
            throw CedarException.at(
                    first.position(),
                    "right hand side of an `is` expression must be an entity type name",
                    "try using `==` to test for equality");
        }
        String name = name();
        if (tokens.at(TokenKind.DOUBLE_COLON)) {
            throw tokens.unexpected("right hand side of an `is` expression must be an entity type name");
        }
        return EntityTypeName.of(name);
    }

    private Optional<Expr> group() {
        return tokens.takeWordIf("in") ? Optional.of(binary(SUM)) : Optional.empty();
    }

    /** Reads {@code A::B}; stops before a {@code ::} that no identifier follows. */
    private String name() {
        var name = new StringBuilder(unreserved(tokens.take()));
        while (tokens.at(TokenKind.DOUBLE_COLON) && tokens.peek(1).is(TokenKind.IDENTIFIER)) {
            tokens.take();
            name.append("::").append(unreserved(tokens.take()));
        }
        return name.toString();
    }

    private Expr unary() {
        Position start = tokens.position();
        int signs = 0;
        boolean not = tokens.at(TokenKind.NOT);
        while (tokens.at(not ? TokenKind.NOT : TokenKind.MINUS)) {
            tokens.take();
            signs++;
        }
        if (signs > MAX_SIGNS) {
            throw CedarException.at(
                    start,
                    "too many occurrences of `" + (not ? "!" : "-") + "`",
                    "cannot chain more than 4 applications of a unary operator");
        }
        boolean negativeNumber = !not && signs > 0 && tokens.at(TokenKind.INTEGER) && !continuesMember(tokens.peek(1));
        Expr expr = negativeNumber ? negative() : member();
        for (int i = negativeNumber ? 1 : 0; i < signs; i++) {
            expr = new Expr.Unary(start, not ? UnaryOp.NOT : UnaryOp.NEGATE, expr);
        }
        return expr;
    }

    private static boolean continuesMember(Token token) {
        return token.is(TokenKind.DOT) || token.is(TokenKind.OPEN_PAREN) || token.is(TokenKind.OPEN_BRACKET);
    }

    /** The smallest long has no positive twin, so the sign belongs to the literal. */
    private Expr negative() {
        return new Expr.Literal(tokens.position(), LongValue.of(number("-")));
    }

    private long number(String sign) {
        Token token = tokens.take();
        try {
            return Long.parseLong(sign + token.text());
        } catch (NumberFormatException e) {
            throw CedarException.at(
                    token.position(),
                    "integer literal `" + token.text() + "` is too large",
                    "maximum allowed integer literal is `" + Long.MAX_VALUE + "`");
        }
    }

    private Expr member() {
        Expr expr = primary();
        while (true) {
            Position start = expr.position();
            if (tokens.takeIf(TokenKind.DOT)) {
                Token name = tokens.peek();
                String attribute = attributeName();
                expr = tokens.at(TokenKind.OPEN_PAREN)
                        ? method(start, expr, name, arguments())
                        : new Expr.GetAttribute(start, expr, attribute);
            } else if (tokens.takeIf(TokenKind.OPEN_BRACKET)) {
                if (!tokens.at(TokenKind.STRING)) {
                    throw tokens.unexpected("the contents of an index expression must be a string literal");
                }
                expr = new Expr.GetAttribute(start, expr, Escapes.undo(tokens.take()));
                tokens.expect(TokenKind.CLOSE_BRACKET);
            } else if (tokens.at(TokenKind.OPEN_PAREN)) {
                throw CedarException.at(
                        tokens.position(), "function calls must be of the form `<name>(arg1, arg2, ...)`");
            } else {
                return expr;
            }
        }
    }

    private Expr method(Position start, Expr receiver, Token name, List<Expr> arguments) {
        BinaryOp two = binaryMethod(name.text());
        if (two != null) {
            requireArguments(name, arguments, 1);
            return new Expr.Binary(start, two, receiver, arguments.getFirst());
        }
        if (name.text().equals("isEmpty")) {
            requireArguments(name, arguments, 0);
            return new Expr.Unary(start, UnaryOp.IS_EMPTY, receiver);
        }
        var function = ExtensionFunction.named(name.text());
        if (function.isEmpty()) {
            throw CedarException.at(name.position(), "`" + name.text() + "` is not a valid method");
        }
        if (function.get().isConstructor()) {
            throw CedarException.at(
                    name.position(),
                    "`" + name.text() + "` is a function, not a method",
                    "use a function-style call `" + name.text() + "(..)`");
        }
        var all = new ArrayList<Expr>(List.of(receiver));
        all.addAll(arguments);
        return new Expr.Call(start, function.get(), all);
    }

    static @Nullable BinaryOp binaryMethod(String name) {
        return switch (name) {
            case "contains" -> BinaryOp.CONTAINS;
            case "containsAll" -> BinaryOp.CONTAINS_ALL;
            case "containsAny" -> BinaryOp.CONTAINS_ANY;
            case "getTag" -> BinaryOp.GET_TAG;
            case "hasTag" -> BinaryOp.HAS_TAG;
            default -> null;
        };
    }

    private static void requireArguments(Token name, List<Expr> arguments, int wanted) {
        if (arguments.size() == wanted) return;
        throw CedarException.at(
                name.position(),
                "call to `" + name.text() + "` requires exactly " + wanted + " argument" + (wanted == 1 ? "" : "s")
                        + ", but got " + arguments.size() + " arguments");
    }

    private List<Expr> arguments() {
        tokens.expect(TokenKind.OPEN_PAREN);
        return list(TokenKind.CLOSE_PAREN);
    }

    /** Expressions up to the closing token, with a trailing comma or without. */
    private List<Expr> list(TokenKind close) {
        var all = new ArrayList<Expr>();
        while (!tokens.takeIf(close)) {
            all.add(expression());
            if (tokens.takeIf(TokenKind.COMMA)) continue;
            if (!tokens.at(close)) throw tokens.unexpected("expected `,` or `" + close.spelling() + "`");
        }
        return all;
    }

    private Expr primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case INTEGER -> new Expr.Literal(token.position(), LongValue.of(number("")));
            case STRING -> new Expr.Literal(token.position(), Text.of(Escapes.undo(tokens.take())));
            case IDENTIFIER -> word(token);
            case SLOT -> throw slot(token);
            case OPEN_PAREN -> {
                tokens.take();
                Expr inner = expression();
                tokens.expect(TokenKind.CLOSE_PAREN);
                yield inner;
            }
            case OPEN_BRACKET -> {
                tokens.take();
                yield new Expr.SetOf(token.position(), list(TokenKind.CLOSE_BRACKET));
            }
            case OPEN_BRACE -> record();
            default -> throw tokens.unexpected("expected an expression");
        };
    }

    private CedarException slot(Token token) {
        return CedarException.at(
                token.position(),
                "found template slot " + token.text() + " in a `" + clause + "` clause",
                "slots are currently unsupported in `" + clause + "` clauses");
    }

    private Expr word(Token token) {
        if (token.text().equals("true") || token.text().equals("false")) {
            tokens.take();
            return new Expr.Literal(token.position(), Bool.of(token.text().equals("true")));
        }
        String name = name();
        if (tokens.at(TokenKind.DOUBLE_COLON)) return entity(token, name);
        Variable variable = variable(name);
        if (variable != null && !tokens.at(TokenKind.OPEN_PAREN)) return new Expr.Var(token.position(), variable);
        if (variable != null) {
            throw CedarException.at(
                    token.position(),
                    "`" + name + "(...)` is not a valid function call",
                    "variables cannot be called as functions");
        }
        if (tokens.at(TokenKind.OPEN_PAREN)) return function(token, name);
        throw CedarException.at(
                token.position(),
                "invalid variable: " + name,
                "the valid Cedar variables are `principal`, `action`, `resource`, and `context`; did you mean to"
                        + " enclose `" + name + "` in quotes to make a string?");
    }

    private Expr entity(Token start, String type) {
        tokens.take();
        if (!tokens.at(TokenKind.STRING)) {
            throw tokens.unexpected("entity literals should have a form like `Namespace::User::\"alice\"`");
        }
        var uid = new EntityUid(EntityTypeName.of(type), Escapes.undo(tokens.take()));
        return new Expr.Literal(start.position(), uid);
    }

    static @Nullable Variable variable(String name) {
        for (Variable variable : Variable.values()) {
            if (variable.word().equals(name)) return variable;
        }
        return null;
    }

    private Expr function(Token token, String name) {
        var function = ExtensionFunction.named(name);
        boolean method = function.isPresent() && !function.get().isConstructor();
        if (method || binaryMethod(name) != null || name.equals("isEmpty")) {
            throw CedarException.at(
                    token.position(),
                    "`" + name + "` is a method, not a function",
                    "use a method-style call `e." + name + "(..)`");
        }
        if (function.isEmpty()) throw CedarException.at(token.position(), "`" + name + "` is not a valid function");
        return new Expr.Call(token.position(), function.get(), arguments());
    }

    private Expr record() {
        Position start = tokens.take().position();
        var fields = new LinkedHashMap<String, Expr>();
        while (!tokens.takeIf(TokenKind.CLOSE_BRACE)) {
            Position at = tokens.position();
            String name = tokens.at(TokenKind.STRING) ? Escapes.undo(tokens.take()) : attributeName();
            tokens.expect(TokenKind.COLON);
            if (fields.putIfAbsent(name, expression()) != null) {
                throw CedarException.at(at, "duplicate key `" + name + "` in record literal");
            }
            if (tokens.takeIf(TokenKind.COMMA)) continue;
            if (!tokens.at(TokenKind.CLOSE_BRACE)) throw tokens.unexpected("expected `,` or `}`");
        }
        return new Expr.RecordOf(start, fields);
    }
}

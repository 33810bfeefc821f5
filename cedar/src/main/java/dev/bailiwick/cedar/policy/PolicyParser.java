package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.syntax.Escapes;
import dev.bailiwick.cedar.syntax.Token;
import dev.bailiwick.cedar.syntax.TokenKind;
import dev.bailiwick.cedar.syntax.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The human syntax of policies. Stops at the first fault. */
final class PolicyParser {
    private static final String SCOPE_HINT =
            "policy scopes must contain a `principal`, `action`, and `resource` element in that order";

    private final Tokens tokens;

    private PolicyParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static List<Policy> policies(String source) {
        var parser = new PolicyParser(Tokens.of(source));
        var all = new ArrayList<Policy>();
        while (!parser.tokens.atEnd()) all.add(parser.policy("policy" + all.size()));
        return all;
    }

    static Expr expression(String source) {
        Tokens tokens = Tokens.of(source);
        Expr expr = new ExprParser(tokens, "when").expression();
        if (!tokens.atEnd()) throw tokens.unexpected("expected nothing more");
        ExprDepth.require(expr);
        return expr;
    }

    private Policy policy(String id) {
        Position start = tokens.position();
        var annotations = annotations();
        Effect effect = effect();
        tokens.expect(TokenKind.OPEN_PAREN);
        Scope principal = scope(Variable.PRINCIPAL, Slot.PRINCIPAL);
        comma(Variable.ACTION);
        ActionScope action = action();
        comma(Variable.RESOURCE);
        Scope resource = scope(Variable.RESOURCE, Slot.RESOURCE);
        tokens.takeIf(TokenKind.COMMA);
        if (tokens.at(TokenKind.IDENTIFIER)) {
            throw CedarException.at(
                    tokens.position(),
                    "this policy has an extra element in the scope: "
                            + tokens.peek().text(),
                    SCOPE_HINT);
        }
        tokens.expect(TokenKind.CLOSE_PAREN);
        var conditions = new ArrayList<Condition>();
        while (!tokens.takeIf(TokenKind.SEMICOLON)) conditions.add(condition());
        return new Policy(id, annotations, effect, principal, action, resource, conditions, start);
    }

    private SequencedMap<String, String> annotations() {
        var annotations = new LinkedHashMap<String, String>();
        while (tokens.takeIf(TokenKind.AT)) {
            Token key = tokens.expect(TokenKind.IDENTIFIER);
            String value = "";
            if (tokens.takeIf(TokenKind.OPEN_PAREN)) {
                value = Escapes.undo(tokens.expect(TokenKind.STRING));
                tokens.expect(TokenKind.CLOSE_PAREN);
            }
            if (annotations.putIfAbsent(key.text(), value) != null) {
                throw CedarException.at(key.position(), "duplicate annotation: @" + key.text());
            }
        }
        return annotations;
    }

    private Effect effect() {
        if (tokens.takeWordIf("permit")) return Effect.PERMIT;
        if (tokens.takeWordIf("forbid")) return Effect.FORBID;
        Token word = tokens.peek();
        if (!word.is(TokenKind.IDENTIFIER)) throw tokens.unexpected("expected `permit` or `forbid`");
        throw CedarException.at(
                word.position(), "invalid policy effect: " + word.text(), "effect must be either `permit` or `forbid`");
    }

    private void comma(Variable next) {
        if (tokens.takeIf(TokenKind.COMMA)) return;
        if (tokens.at(TokenKind.CLOSE_PAREN)) throw missing(next);
        throw tokens.unexpected("expected `,`");
    }

    private CedarException missing(Variable variable) {
        return CedarException.at(
                tokens.position(),
                "this policy is missing the `" + variable.word() + "` variable in the scope",
                SCOPE_HINT);
    }

    private void variable(Variable expected) {
        Token word = tokens.peek();
        if (word.isWord(expected.word())) {
            tokens.take();
        } else if (word.is(TokenKind.CLOSE_PAREN)) {
            throw missing(expected);
        } else if (!word.is(TokenKind.IDENTIFIER)) {
            throw tokens.unexpected("expected `" + expected.word() + "`");
        } else if (ExprParser.variable(word.text()) != null) {
            throw CedarException.at(
                    word.position(),
                    "found the variable `" + word.text() + "` where the variable `" + expected.word()
                            + "` must be used",
                    SCOPE_HINT);
        } else {
            throw CedarException.at(
                    word.position(), "found an invalid variable in the policy scope: " + word.text(), SCOPE_HINT);
        }
        if (tokens.at(TokenKind.COLON)) {
            throw CedarException.at(
                    tokens.position(), "type constraints using `:` are not supported", "try using `is` instead");
        }
    }

    private Scope scope(Variable variable, Slot slot) {
        variable(variable);
        if (tokens.takeWordIf("is")) return typedScope(slot);
        if (tokens.takeIf(TokenKind.EQUAL)) return new Scope.Equal(target(slot, 0));
        if (tokens.takeWordIf("in")) return new Scope.In(target(slot, 0));
        requireNoOperator("policy scope clauses can only use `==`, `in`, `is`, or `_ is _ in _`");
        return new Scope.Any();
    }

    private Scope typedScope(Slot slot) {
        EntityTypeName type = new ExprParser(tokens, "when").typeName();
        if (tokens.takeWordIf("in")) return new Scope.IsIn(type, target(slot, 0));
        if (tokens.at(TokenKind.EQUAL)) {
            throw CedarException.at(
                    tokens.position(), "`is` cannot be used together with `==`", "try using `_ is _ in _`");
        }
        return new Scope.Is(type);
    }

    private void requireNoOperator(String hint) {
        switch (tokens.peek().kind()) {
            case NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                throw CedarException.at(
                        tokens.position(),
                        "invalid operator in the policy scope: " + tokens.peek().text(),
                        hint);
            case ASSIGN ->
                throw CedarException.at(
                        tokens.position(), "'=' is not a valid operator in Cedar", "try using '==' instead");
            default -> {}
        }
    }

    private Target target(Slot slot, int nesting) {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case SLOT -> {
                if (!token.text().equals(slot.word())) {
                    throw wrong(token, token.text() + " instead of " + slot.word());
                }
                tokens.take();
                yield new Target.Open(slot);
            }
            case OPEN_PAREN -> parenthesised(nesting, () -> target(slot, nesting + 1));
            case OPEN_BRACKET ->
                throw CedarException.at(
                        token.position(), "expected single entity uid or template slot, found set of entity uids");
            default -> new Target.Known(uid("an entity uid or matching template slot"));
        };
    }

    private <T> T parenthesised(int nesting, java.util.function.Supplier<T> inner) {
        if (nesting > 64) throw CedarException.at(tokens.position(), "too many parentheses");
        tokens.take();
        T result = inner.get();
        tokens.expect(TokenKind.CLOSE_PAREN);
        return result;
    }

    private static CedarException wrong(Token token, String found) {
        return CedarException.at(token.position(), "expected an entity uid or matching template slot, found " + found);
    }

    private EntityUid uid(String expected) {
        Token token = tokens.peek();
        switch (token.kind()) {
            case STRING, INTEGER ->
                throw CedarException.at(
                        token.position(),
                        "expected " + expected + ", found literal `"
                                + (token.is(TokenKind.STRING) ? "\"" + token.text() + "\"" : token.text()) + "`");
            case IDENTIFIER -> {}
            default -> throw tokens.unexpected("expected " + expected);
        }
        var name = new StringBuilder();
        while (tokens.at(TokenKind.IDENTIFIER)) {
            Token part = tokens.take();
            if (Identifiers.isReserved(part.text())) {
                throw CedarException.at(
                        part.position(), "this identifier is reserved and cannot be used: " + part.text());
            }
            name.append(part.text());
            if (!tokens.takeIf(TokenKind.DOUBLE_COLON)) {
                throw CedarException.at(token.position(), "expected " + expected + ", found name `" + name + "`");
            }
            if (tokens.at(TokenKind.STRING)) {
                return new EntityUid(EntityTypeName.of(name.toString()), Escapes.undo(tokens.take()));
            }
            name.append("::");
        }
        throw tokens.unexpected("entity literals should have a form like `Namespace::User::\"alice\"`");
    }

    private ActionScope action() {
        variable(Variable.ACTION);
        if (tokens.atWord("is")) {
            throw CedarException.at(
                    tokens.position(),
                    "`is` cannot appear in the action scope",
                    "try moving `action is ..` into a `when` condition");
        }
        if (tokens.takeIf(TokenKind.EQUAL)) return new ActionScope.Equal(actionUid(0));
        if (tokens.takeWordIf("in")) return actions(0);
        requireNoOperator("action scope clauses can only use `==` or `in`");
        return new ActionScope.Any();
    }

    private ActionScope actions(int nesting) {
        // parentheses may stand around a set as around a uid
        if (tokens.at(TokenKind.OPEN_PAREN)) return parenthesised(nesting, () -> actions(nesting + 1));
        if (!tokens.takeIf(TokenKind.OPEN_BRACKET)) return new ActionScope.In(List.of(actionUid(0)), false);
        var uids = new ArrayList<EntityUid>();
        while (!tokens.takeIf(TokenKind.CLOSE_BRACKET)) {
            uids.add(actionUid(0));
            if (tokens.takeIf(TokenKind.COMMA)) continue;
            if (!tokens.at(TokenKind.CLOSE_BRACKET)) throw tokens.unexpected("expected `,` or `]`");
        }
        return new ActionScope.In(uids, true);
    }

    private EntityUid actionUid(int nesting) {
        if (tokens.at(TokenKind.OPEN_PAREN)) return parenthesised(nesting, () -> actionUid(nesting + 1));
        Position at = tokens.position();
        if (tokens.at(TokenKind.OPEN_BRACKET)) {
            throw CedarException.at(at, "expected single entity uid, found set of entity uids");
        }
        EntityUid uid = uid("an entity uid");
        if (!uid.type().isAction()) {
            throw CedarException.at(at, "expected an entity uid with type `Action` but got `" + uid + "`");
        }
        return uid;
    }

    private Condition condition() {
        Token word = tokens.peek();
        if (!word.is(TokenKind.IDENTIFIER)) throw tokens.unexpected("expected `;`, `when` or `unless`");
        tokens.take();
        if (!word.text().equals("when") && !word.text().equals("unless")) {
            throw CedarException.at(
                    word.position(),
                    "invalid policy condition: " + word.text(),
                    "condition must be either `when` or `unless`");
        }
        tokens.expect(TokenKind.OPEN_BRACE);
        if (tokens.at(TokenKind.CLOSE_BRACE)) {
            throw CedarException.at(word.position(), "`" + word.text() + "` condition clause cannot be empty");
        }
        Expr body = new ExprParser(tokens, word.text()).expression();
        tokens.expect(TokenKind.CLOSE_BRACE);
        return new Condition(word.text().equals("when"), body);
    }
}

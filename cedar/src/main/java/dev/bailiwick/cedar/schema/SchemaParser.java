package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.schema.Fragment.ActionDeclaration;
import dev.bailiwick.cedar.schema.Fragment.ActionName;
import dev.bailiwick.cedar.schema.Fragment.AppliesTo;
import dev.bailiwick.cedar.schema.Fragment.CommonType;
import dev.bailiwick.cedar.schema.Fragment.EntityDeclaration;
import dev.bailiwick.cedar.schema.Fragment.Namespace;
import dev.bailiwick.cedar.schema.WrittenType.Meaning;
import dev.bailiwick.cedar.syntax.Escapes;
import dev.bailiwick.cedar.syntax.Token;
import dev.bailiwick.cedar.syntax.TokenKind;
import dev.bailiwick.cedar.syntax.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Cedar schema syntax by recursive descent. Only types nest, and no deeper than {@link TypeLimits}; lists and
 * declarations are loops.
 */
final class SchemaParser {
    private final Tokens tokens;
    private final SequencedMap<String, Declarations> namespaces = new LinkedHashMap<>();
    private int depth;

    private SchemaParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static Fragment parse(String text) {
        return new SchemaParser(Tokens.of(text)).fragment();
    }

    /** The declarations of one namespace while they are read. */
    private record Declarations(
            SequencedMap<String, CommonType> commonTypes,
            SequencedMap<String, EntityDeclaration> entityTypes,
            SequencedMap<String, ActionDeclaration> actions,
            SequencedMap<String, String> annotations) {
        static Declarations under(SequencedMap<String, String> annotations) {
            return new Declarations(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), annotations);
        }
    }

    private Fragment fragment() {
        while (!tokens.atEnd()) {
            var annotations = annotations();
            if (tokens.atWord("namespace")) namespace(annotations);
            else declaration(annotations, unnamed());
        }
        var complete = new LinkedHashMap<String, Namespace>();
        namespaces.forEach((name, d) ->
                complete.put(name, new Namespace(d.commonTypes(), d.entityTypes(), d.actions(), d.annotations())));
        return new Fragment(complete);
    }

    private Declarations unnamed() {
        return namespaces.computeIfAbsent("", _ -> Declarations.under(new LinkedHashMap<>()));
    }

    private void namespace(SequencedMap<String, String> annotations) {
        tokens.take();
        Position position = tokens.position();
        String name = path();
        SchemaNames.requireNamespace(name, position);
        var declarations = Declarations.under(annotations);
        if (namespaces.putIfAbsent(name, declarations) != null) {
            throw CedarException.at(position, "namespace `" + name + "` is opened twice", "put both parts together");
        }
        tokens.expect(TokenKind.OPEN_BRACE);
        while (!tokens.takeIf(TokenKind.CLOSE_BRACE)) declaration(annotations(), declarations);
    }

    private void declaration(SequencedMap<String, String> annotations, Declarations into) {
        Position position = tokens.position();
        if (tokens.takeWordIf("entity")) entity(annotations, position, into);
        else if (tokens.takeWordIf("action")) action(annotations, position, into);
        else if (tokens.takeWordIf("type")) commonType(annotations, position, into);
        else throw tokens.unexpected("expected `namespace`, `entity`, `action` or `type`");
        tokens.expect(TokenKind.SEMICOLON);
    }

    private void commonType(SequencedMap<String, String> annotations, Position position, Declarations into) {
        Token name = identifier();
        SchemaNames.requireCommonType(name.text(), name.position());
        tokens.expect(TokenKind.ASSIGN);
        declare(into.commonTypes(), "common type", name, new CommonType(type(), annotations, position));
    }

    private void entity(SequencedMap<String, String> annotations, Position position, Declarations into) {
        var names = commaSeparated(this::identifier);
        for (Token name : names) SchemaNames.requireEntityType(name.text(), name.position());
        var declaration = tokens.takeWordIf("enum")
                ? new EntityDeclaration.Enumerated(ids(), annotations, position)
                : standard(annotations, position);
        for (Token name : names) declare(into.entityTypes(), "entity type", name, declaration);
    }

    private List<String> ids() {
        tokens.expect(TokenKind.OPEN_BRACKET);
        var ids = commaSeparated(this::string);
        tokens.expect(TokenKind.CLOSE_BRACKET);
        return ids;
    }

    private EntityDeclaration.Standard standard(SequencedMap<String, String> annotations, Position position) {
        var parents = tokens.takeWordIf("in") ? entityTypes() : List.<WrittenType.Name>of();
        WrittenType shape = WrittenType.RecordOf.EMPTY;
        if (tokens.takeIf(TokenKind.ASSIGN) || tokens.at(TokenKind.OPEN_BRACE)) shape = record();
        Optional<WrittenType> tags = tokens.takeWordIf("tags") ? Optional.of(type()) : Optional.empty();
        return new EntityDeclaration.Standard(parents, shape, tags, annotations, position);
    }

    private void action(SequencedMap<String, String> annotations, Position position, Declarations into) {
        var names = commaSeparated(this::name);
        Optional<List<ActionName>> parents = tokens.takeWordIf("in") ? Optional.of(actionNames()) : Optional.empty();
        // Without `appliesTo` the JSON form says outright that the action applies to nothing.
        var appliesTo = tokens.takeWordIf("appliesTo")
                ? appliesTo()
                : new AppliesTo(List.of(), List.of(), WrittenType.RecordOf.EMPTY);
        if (tokens.takeWordIf("attributes")) {
            tokens.expect(TokenKind.OPEN_BRACE);
            if (!tokens.takeIf(TokenKind.CLOSE_BRACE)) throw tokens.unexpected("actions carry no attributes");
        }
        var declaration = new ActionDeclaration(parents, Optional.of(appliesTo), annotations, position);
        for (Token name : names) declare(into.actions(), "action", name, declaration);
    }

    private AppliesTo appliesTo() {
        Token open = tokens.expect(TokenKind.OPEN_BRACE);
        List<WrittenType.Name> principals = null;
        List<WrittenType.Name> resources = null;
        WrittenType context = null;
        do {
            Token part = tokens.take();
            boolean principal = part.isWord("principal");
            boolean resource = part.isWord("resource");
            if (!principal && !resource && !part.isWord("context")) {
                throw CedarException.at(
                        part.position(),
                        "unexpected " + part.described(),
                        "expected `principal`, `resource` or `context`");
            }
            boolean again = principal ? principals != null : resource ? resources != null : context != null;
            if (again) throw CedarException.at(part.position(), "`" + part.text() + "` is given twice");
            tokens.expect(TokenKind.COLON);
            if (principal) principals = someEntityTypes(part);
            else if (resource) resources = someEntityTypes(part);
            else context = context();
        } while (tokens.takeIf(TokenKind.COMMA) && !tokens.at(TokenKind.CLOSE_BRACE));
        tokens.expect(TokenKind.CLOSE_BRACE);
        return new AppliesTo(
                given(principals, "principal", open),
                given(resources, "resource", open),
                context == null ? WrittenType.RecordOf.EMPTY : context);
    }

    private static List<WrittenType.Name> given(@Nullable List<WrittenType.Name> types, String part, Token open) {
        if (types != null) return types;
        throw CedarException.at(
                open.position(),
                "`appliesTo` without `" + part + "`",
                "name at least one entity type, or leave out `appliesTo`: the action is then a mere group");
    }

    private List<WrittenType.Name> someEntityTypes(Token part) {
        var types = entityTypes();
        if (!types.isEmpty()) return types;
        throw CedarException.at(
                part.position(),
                "`" + part.text() + "` lists no entity type",
                "leave out `appliesTo` when the action is a mere group");
    }

    private WrittenType context() {
        return tokens.at(TokenKind.OPEN_BRACE) ? record() : typeName(Meaning.COMMON);
    }

    private List<WrittenType.Name> entityTypes() {
        if (!tokens.takeIf(TokenKind.OPEN_BRACKET)) return List.of(typeName(Meaning.ENTITY));
        if (tokens.takeIf(TokenKind.CLOSE_BRACKET)) return List.of();
        var types = commaSeparated(() -> typeName(Meaning.ENTITY));
        tokens.expect(TokenKind.CLOSE_BRACKET);
        return types;
    }

    private List<ActionName> actionNames() {
        if (!tokens.takeIf(TokenKind.OPEN_BRACKET)) return List.of(actionName());
        var names = commaSeparated(this::actionName);
        tokens.expect(TokenKind.CLOSE_BRACKET);
        return names;
    }

    /** {@code read}, {@code "read"} or {@code Shop::Action::"read"}. */
    private ActionName actionName() {
        Position position = tokens.position();
        if (tokens.at(TokenKind.STRING) || tokens.peek(1).kind() != TokenKind.DOUBLE_COLON) {
            return new ActionName(Optional.empty(), name().text(), position);
        }
        var type = new StringBuilder(identifier().text());
        while (true) {
            tokens.expect(TokenKind.DOUBLE_COLON);
            if (tokens.at(TokenKind.STRING)) return new ActionName(Optional.of(type.toString()), string(), position);
            type.append("::").append(identifier().text());
        }
    }

    private WrittenType type() {
        if (tokens.at(TokenKind.OPEN_BRACE)) return record();
        if (tokens.atWord("Set") && tokens.peek(1).is(TokenKind.LESS)) {
            tokens.take();
            tokens.take();
            descend();
            var element = type();
            depth--;
            tokens.expect(TokenKind.GREATER);
            return new WrittenType.SetOf(element);
        }
        return typeName(Meaning.ANY);
    }

    private WrittenType.RecordOf record() {
        tokens.expect(TokenKind.OPEN_BRACE);
        descend();
        var attributes = new LinkedHashMap<String, WrittenType.Attribute>();
        while (!tokens.at(TokenKind.CLOSE_BRACE)) {
            var annotations = annotations();
            Token name = name();
            boolean required = !tokens.takeIf(TokenKind.QUESTION);
            tokens.expect(TokenKind.COLON);
            declare(attributes, "attribute", name, new WrittenType.Attribute(type(), required, annotations));
            if (!tokens.takeIf(TokenKind.COMMA)) break;
        }
        depth--;
        tokens.expect(TokenKind.CLOSE_BRACE);
        return new WrittenType.RecordOf(attributes);
    }

    private void descend() {
        if (++depth > TypeLimits.STANDARD.depth()) {
            throw CedarException.at(
                    tokens.position(), "types are nested deeper than " + TypeLimits.STANDARD.depth() + " levels");
        }
    }

    private WrittenType.Name typeName(Meaning meaning) {
        Position position = tokens.position();
        return new WrittenType.Name(meaning, path(), position);
    }

    private String path() {
        var path = new StringBuilder(pathPart());
        while (tokens.takeIf(TokenKind.DOUBLE_COLON)) path.append("::").append(pathPart());
        return path.toString();
    }

    /** An identifier, where {@code __cedar} may stand for the namespace of the built-in types. */
    private String pathPart() {
        return tokens.atWord(SchemaNames.CEDAR)
                ? tokens.take().text()
                : identifier().text();
    }

    private Token identifier() {
        Token token = tokens.expect(TokenKind.IDENTIFIER);
        if (Identifiers.isReserved(token.text())) {
            throw CedarException.at(token.position(), "`" + token.text() + "` is reserved and cannot be a name");
        }
        return token;
    }

    /** An identifier or a string; the token that returns carries what it stands for. */
    private Token name() {
        // What is no type may be called `__cedar` without quotes, as for the reference.
        if (tokens.atWord(SchemaNames.CEDAR)) return tokens.take();
        if (!tokens.at(TokenKind.STRING)) return identifier();
        Token token = tokens.take();
        return new Token(TokenKind.STRING, Escapes.undo(token), token.position());
    }

    private String string() {
        return Escapes.undo(tokens.expect(TokenKind.STRING));
    }

    private SequencedMap<String, String> annotations() {
        var annotations = new LinkedHashMap<String, String>();
        while (tokens.takeIf(TokenKind.AT)) {
            Token key = tokens.expect(TokenKind.IDENTIFIER);
            String value = "";
            if (tokens.takeIf(TokenKind.OPEN_PAREN)) {
                value = string();
                tokens.expect(TokenKind.CLOSE_PAREN);
            }
            declare(annotations, "annotation", key, value);
        }
        return annotations;
    }

    private <T> List<T> commaSeparated(Supplier<T> item) {
        var items = new ArrayList<T>();
        do items.add(item.get());
        while (tokens.takeIf(TokenKind.COMMA));
        return items;
    }

    private static <V> void declare(SequencedMap<String, V> map, String what, Token name, V value) {
        if (map.putIfAbsent(name.text(), value) != null) {
            throw CedarException.at(name.position(), what + " " + Text.quoted(name.text()) + " is declared twice");
        }
    }
}

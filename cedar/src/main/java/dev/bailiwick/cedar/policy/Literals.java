package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.Decimal;
import dev.bailiwick.cedar.Duration;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.IpAddress;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Values written out as expressions. */
final class Literals {
    private Literals() {}

    static Expr expression(Value value) {
        return switch (value) {
            case Bool _ -> literal(value);
            case LongValue _ -> literal(value);
            case Text _ -> literal(value);
            case EntityUid _ -> literal(value);
            case SetValue set -> {
                var members = new ArrayList<Expr>();
                set.forEach(member -> members.add(expression(member)));
                yield new Expr.SetOf(Position.NONE, members);
            }
            case RecordValue record -> {
                var fields = new LinkedHashMap<String, Expr>();
                record.fields().forEach((name, field) -> fields.put(name, expression(field)));
                yield new Expr.RecordOf(Position.NONE, fields);
            }
            case Decimal decimal -> call(ExtensionFunction.DECIMAL_OF, decimal.text());
            case IpAddress address -> call(ExtensionFunction.IP_OF, address.text());
            case Duration duration -> call(ExtensionFunction.DURATION_OF, duration.millis() + "ms");
            // the form that reaches every instant
            case Datetime instant ->
                new Expr.Call(
                        Position.NONE,
                        ExtensionFunction.OFFSET,
                        List.of(
                                call(ExtensionFunction.DATETIME_OF, "1970-01-01"),
                                call(ExtensionFunction.DURATION_OF, instant.epochMillis() + "ms")));
        };
    }

    private static Expr literal(Value value) {
        return new Expr.Literal(Position.NONE, value);
    }

    private static Expr call(ExtensionFunction function, String text) {
        return new Expr.Call(Position.NONE, function, List.of(literal(Text.of(text))));
    }
}

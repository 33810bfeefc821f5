package dev.bailiwick.core.risk;

import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * One way an agent is turned against its organisation.
 *
 * @param how it is done
 * @param impact what it means for the organisation
 * @param likelihood 1 to 5, with no control in place
 * @param severity 1 to 5
 * @param reduces the percentage all its controls together take off; never all of it
 * @param scenarios known cases, such as those of MITRE ATLAS
 */
public record Vector(
        String id,
        String title,
        String how,
        String impact,
        int likelihood,
        int severity,
        int reduces,
        List<String> scenarios,
        List<Control> controls) {
    public Vector {
        within(likelihood, 5);
        within(severity, 5);
        within(reduces, 95);
        scenarios = List.copyOf(scenarios);
        controls = List.copyOf(controls);
        if (controls.isEmpty()) throw new IllegalArgumentException("a vector has at least one control");
        var ids = new HashSet<String>();
        for (var control : controls)
            if (!ids.add(control.id())) throw new IllegalArgumentException(control.id() + " stands there twice");
    }

    /** The risk while nothing stands against it. */
    public int inherent() {
        return likelihood * severity;
    }

    static Vector of(Fields fields) {
        List<Control> controls = new ArrayList<>();
        for (var each : fields.list("controls")) controls.add(Control.of(each));
        var vector = new Vector(
                fields.text("id"),
                fields.text("title"),
                fields.text("how"),
                fields.text("impact"),
                fields.whole("likelihood", number -> within(number, 5)),
                fields.whole("severity", number -> within(number, 5)),
                fields.whole("reduces", number -> within(number, 95)),
                fields.texts("scenarios"),
                controls);
        fields.end();
        return vector;
    }

    private static int within(long number, int most) {
        if (number < 1 || number > most) throw new IllegalArgumentException("expected 1 to " + most);
        return (int) number;
    }
}

package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;
import dev.bailiwick.cedar.policy.Variable;

/** A path that is looked up once per request, see {@link Paths}. */
abstract class PathNode extends Node {
    private final int slot;

    private PathNode(int slot) {
        this.slot = slot;
    }

    /** An attribute of a variable. */
    static PathNode root(int slot, Variable variable, String name) {
        return new PathNode(slot) {
            @Override
            Value look(Frame frame) {
                return frame.root(variable, name);
            }
        };
    }

    /** An attribute of what another path leads to. */
    static PathNode beyond(int slot, Node attribute) {
        return new PathNode(slot) {
            @Override
            Value look(Frame frame) {
                try {
                    return attribute.value(frame);
                } catch (Signal _) {
                    return Frame.MISSING;
                }
            }
        };
    }

    /** Whether there is something at the end of a path of one name. */
    @SuppressWarnings("ReferenceEquality") // the mark is known by its identity
    static Node has(PathNode path) {
        return new Node.Test() {
            @Override
            boolean test(Frame frame) {
                return path.found(frame) != Frame.MISSING;
            }
        };
    }

    abstract Value look(Frame frame);

    private Value found(Frame frame) {
        Value value = frame.paths[slot];
        if (value == null) {
            value = look(frame);
            frame.paths[slot] = value;
        }
        return value;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the mark is known by its identity
    final Value value(Frame frame) {
        Value value = found(frame);
        if (value == Frame.MISSING) throw Signal.FAILED;
        return value;
    }

    // one dispatch less than the general way

    @Override
    final boolean test(Frame frame) {
        return flag(value(frame));
    }

    @Override
    final long number(Frame frame, ValueKind kind) {
        return number(value(frame), kind);
    }
}

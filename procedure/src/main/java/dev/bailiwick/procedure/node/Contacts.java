package dev.bailiwick.procedure.node;

import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.node.Done;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.node.Order;
import dev.bailiwick.core.node.Reading;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What nodes said last, and what they were told to do and have not done yet. In memory: a node says it again within a second. */
public final class Contacts {
    /** A node that says nothing for so long is cut off. */
    public static final Duration SILENCE = Duration.ofSeconds(5);

    /** A node that does nothing it is told is not told more. */
    private static final int MOST_ORDERS = 100;

    private final InstantSource clock;
    private final Supplier<String> chance;
    private final Map<NodeId, Heard> heard = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<NodeId, Map<String, Told>> told = new ConcurrentHashMap<>();

    /** The last thing a node said. */
    public record Heard(Instant at, Beat beat) {}

    private record Told(Order order, CompletableFuture<Done> answer) {}

    public Contacts(InstantSource clock, Supplier<String> chance) {
        this.clock = clock;
        this.chance = chance;
    }

    public Optional<Heard> last(NodeId node) {
        return Optional.ofNullable(heard.get(node));
    }

    /** Whether it is cut off, as far as the server can say. */
    public boolean silent(NodeId node) {
        return last(node)
                .filter(each -> clock.instant().isBefore(each.at().plus(SILENCE)))
                .isEmpty();
    }

    /** How it stands now. */
    public Standing standing(Node node) {
        if (node.joined()) return silent(node.id()) ? Standing.CUT_OFF : Standing.HEARD;
        return clock.instant().isBefore(node.until()) ? Standing.INVITED : Standing.INVITATION_OVER;
    }

    /** The node's own look at an agent's files, whenever that was. */
    public Optional<Reading> reading(Node node, AgentId agent) {
        return last(node.id()).stream()
                .flatMap(each -> each.beat().readings().stream())
                .filter(each -> each.agent().equals(agent))
                .findFirst();
    }

    /** Takes a beat; answers what the node still has to do. */
    List<Order> take(NodeId node, Beat beat) {
        heard.put(node, new Heard(clock.instant(), beat));
        var open = open(node);
        lock.lock();
        try {
            beat.done()
                    .forEach(done -> Optional.ofNullable(open.remove(done.order()))
                            .ifPresent(each -> each.answer().complete(done)));
            return open.values().stream().map(Told::order).toList();
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Told> open(NodeId node) {
        return told.computeIfAbsent(node, _ -> new LinkedHashMap<>());
    }

    void forget(NodeId node) {
        heard.remove(node);
        told.remove(node);
    }

    /**
     * Tells a node to do something, and waits until it says that it did. An order that nobody waits for any more is withdrawn.
     *
     * @throws HostUnavailable when it is cut off, did not answer in time, or could not
     */
    public JsonObject order(Node node, Order.Kind kind, Optional<AgentId> agent, JsonObject detail, Duration patience) {
        if (silent(node.id())) throw cutOff(node.id());
        var told = new Told(new Order("order-" + chance.get(), kind, agent, detail), new CompletableFuture<>());
        add(node.id(), told);
        try {
            var done = told.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!done.ok()) throw new HostUnavailable("node " + node.id() + ": " + done.note());
            return done.result();
        } catch (TimeoutException | ExecutionException e) {
            throw new HostUnavailable("node " + node.id() + " did not answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostUnavailable("interrupted", e);
        } finally {
            withdraw(node.id(), told.order().id());
        }
    }

    private void add(NodeId node, Told order) {
        lock.lock();
        try {
            if (open(node).size() >= MOST_ORDERS)
                throw new HostUnavailable("node " + node + " does nothing it is told");
            open(node).put(order.order().id(), order);
        } finally {
            lock.unlock();
        }
    }

    private void withdraw(NodeId node, String order) {
        lock.lock();
        try {
            open(node).remove(order);
        } finally {
            lock.unlock();
        }
    }

    static HostUnavailable cutOff(NodeId node) {
        return new HostUnavailable(
                "node " + node + " is cut off: on that machine, run ./bailiwick stop with its --data folder");
    }
}

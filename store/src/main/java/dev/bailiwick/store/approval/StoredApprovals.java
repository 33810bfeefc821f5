package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Approval tasks in the database. A unique index over the live ones makes "one open task per action" the database's own rule. */
public final class StoredApprovals implements Approvals {
    /** Each round somebody else opened and closed the same task in between; this many in a row is no coincidence. */
    private static final int ROUNDS = 10;

    private final Database database;

    public StoredApprovals(Database database) {
        this.database = database;
    }

    @Override
    public ApprovalTask openOrJoin(ApprovalTask task) {
        return database.write(handle -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (insert(handle, task)) return task;
                var standing = live(handle, task.agent(), task.action());
                if (standing.isEmpty()) refuseTaken(handle, task.id());
                else if (standing.get().stateAt(task.opened()) != State.EXPIRED) return standing.get();
                else update(handle, standing.get().expired());
            }
            throw new StoreUnavailable("task for the same action keeps changing in " + database + ": try again");
        });
    }

    private static boolean insert(Handle handle, ApprovalTask task) {
        return handle.createUpdate("INSERT INTO approval (id, agent, action, state, live, opened, revision, body)"
                                + " VALUES (:id, :agent, :action, :state, :live, :opened, :revision, :body)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("id", task.id().value())
                        .bind("agent", task.agent().value())
                        .bind("action", task.action().hex())
                        .bind("state", Fields.spelling(task.state()))
                        .bind("live", task.live())
                        .bind("opened", task.opened().toEpochMilli())
                        .bind("revision", task.revision())
                        .bind("body", task.json().text())
                        .execute()
                == 1;
    }

    private static void refuseTaken(Handle handle, TaskId id) {
        if (find(handle, id).isPresent()) throw new IllegalArgumentException("task id " + id + " is taken");
    }

    @Override
    public Optional<ApprovalTask> find(TaskId id) {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<ApprovalTask> find(Handle handle, TaskId id) {
        return handle.createQuery("SELECT body FROM approval WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(StoredApprovals::task);
    }

    @Override
    public Optional<ApprovalTask> openFor(AgentId agent, Digest action) {
        return database.read(handle -> live(handle, agent, action));
    }

    private static Optional<ApprovalTask> live(Handle handle, AgentId agent, Digest action) {
        return handle.createQuery("SELECT body FROM approval WHERE agent = :agent AND action = :action AND live")
                .bind("agent", agent.value())
                .bind("action", action.hex())
                .mapTo(String.class)
                .findOne()
                .map(StoredApprovals::task);
    }

    @Override
    public boolean replace(ApprovalTask next) {
        return database.write(handle -> update(handle, next));
    }

    private static boolean update(Handle handle, ApprovalTask next) {
        return handle.createUpdate(
                                "UPDATE approval SET state = :state, live = :live, revision = :revision, body = :body"
                                        + " WHERE id = :id AND revision = :before")
                        .bind("state", Fields.spelling(next.state()))
                        .bind("live", next.live())
                        .bind("revision", next.revision())
                        .bind("body", next.json().text())
                        .bind("id", next.id().value())
                        .bind("before", next.revision() - 1)
                        .execute()
                == 1;
    }

    @Override
    public List<ApprovalTask> in(Set<State> states, int limit, int offset) {
        if (states.isEmpty()) return List.of();
        return database.read(handle -> handle
                .createQuery("SELECT body FROM approval WHERE state IN (<states>)"
                        + " ORDER BY opened DESC, id DESC LIMIT :limit OFFSET :offset")
                .bindList("states", spelled(states))
                .bind("limit", limit)
                .bind("offset", offset)
                .mapTo(String.class)
                .list()
                .stream()
                .map(StoredApprovals::task)
                .toList());
    }

    @Override
    public int count(Set<State> states) {
        if (states.isEmpty()) return 0;
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM approval WHERE state IN (<states>)")
                .bindList("states", spelled(states))
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Map<TaskId, Long> revisions(Instant since, int limit) {
        return database.read(handle -> handle
                .createQuery("SELECT id, revision FROM approval WHERE opened >= :since"
                        + " ORDER BY opened DESC, id DESC LIMIT :limit")
                .bind("since", since.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> Map.entry(new TaskId(row.getString("id")), row.getLong("revision")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public int openOf(AgentId agent) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM approval WHERE agent = :agent AND live")
                .bind("agent", agent.value())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public int openedBy(AgentId agent, Instant since) {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM approval WHERE agent = :agent AND opened >= :since")
                        .bind("agent", agent.value())
                        .bind("since", since.toEpochMilli())
                        .mapTo(Integer.class)
                        .one());
    }

    private static List<String> spelled(Set<State> states) {
        return states.stream().map(Fields::spelling).toList();
    }

    /** A task holds a whole request and a little more, so it is read with the limits of our own files. */
    private static ApprovalTask task(String body) {
        return ApprovalTask.of(Json.parseObject(body.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
    }
}

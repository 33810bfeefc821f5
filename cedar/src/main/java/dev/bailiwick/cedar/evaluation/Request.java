package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;

/** Who wants to do what with what, under which circumstances. */
public record Request(EntityUid principal, EntityUid action, EntityUid resource, RecordValue context) {}

package dev.bailiwick.cedar.evaluation;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.LinkValue;
import com.cedarpolicy.model.policy.TemplateLink;
import com.cedarpolicy.value.EntityUID;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.policy.Link;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicyJson;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The reference implementation, asked through its Java binding. */
final class Oracle {
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

    /** @param reasons what determined the decision: the reference does not name permits behind a forbid */
    record Said(boolean allowed, Set<String> reasons, TreeMap<String, String> errors) {}

    Said answer(Cases.Case c, boolean json) throws AuthException, JsonProcessingException, InternalException {
        var request = new AuthorizationRequest(
                uid(c.request().principal()),
                uid(c.request().action()),
                uid(c.request().resource()),
                Optional.of(context(c.request().context())),
                Optional.empty(),
                false);
        var entities = Entities.parse(EntityJson.write(c.entities()).text());
        var response = engine.isAuthorized(request, set(c.policies(), json), entities);
        var success = response.success.orElseThrow(() -> new IllegalStateException(response.toString()));
        var errors = new TreeMap<String, String>();
        success.getErrors().forEach(error -> errors.put(error.getPolicyId(), error.getError().message));
        return new Said(success.isAllowed(), new TreeSet<>(success.getReason()), errors);
    }

    private static EntityUID uid(EntityUid uid) {
        return EntityUID.parse(uid.toString()).orElseThrow();
    }

    private static java.util.Map<String, com.cedarpolicy.value.Value> context(RecordValue context)
            throws JsonProcessingException {
        var carrier = Entity.of(EntityUid.of("C", "c"), context, List.of());
        return com.cedarpolicy.model.entity.Entity.parse(
                        EntityJson.write(List.of(carrier)).values().getFirst().text())
                .attrs;
    }

    private static com.cedarpolicy.model.policy.PolicySet set(PolicySet set, boolean json) throws InternalException {
        var policies = new HashSet<com.cedarpolicy.model.policy.Policy>();
        for (Policy policy : set.policies()) {
            if (set.link(policy.id()).isEmpty()) policies.add(policy(policy, json));
        }
        var templates = new HashSet<com.cedarpolicy.model.policy.Policy>();
        for (Policy template : set.templates()) templates.add(policy(template, false));
        var links = new ArrayList<TemplateLink>();
        for (Link link : set.links()) {
            var values = new ArrayList<LinkValue>();
            link.values().forEach((slot, value) -> values.add(new LinkValue(slot.word(), uid(value))));
            links.add(new TemplateLink(link.templateId(), link.id(), values));
        }
        return new com.cedarpolicy.model.policy.PolicySet(policies, templates, links);
    }

    private static com.cedarpolicy.model.policy.Policy policy(Policy policy, boolean json) throws InternalException {
        return json
                ? com.cedarpolicy.model.policy.Policy.fromJson(
                        policy.id(), PolicyJson.writePolicy(policy).text())
                : new com.cedarpolicy.model.policy.Policy(policy.text(), policy.id());
    }
}

package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.procedure.review.CampaignDesk;
import java.util.Optional;
import java.util.stream.Stream;

/** A recertification that is not answered yet: due at its deadline. */
public record OpenCampaign(CampaignDesk desk) implements ProgrammeDesk.Source {
    private static final String DUTY = "recertification";

    @Override
    public Stream<Duty> duties(Programme programme) {
        var open = desk.current().filter(campaign -> !campaign.answered());
        return programme.find(DUTY).stream()
                .flatMap(what -> open.stream()
                        .map(campaign -> new Duty(
                                what,
                                campaign.id(),
                                Optional.empty(),
                                Optional.empty(),
                                campaign.deadline(),
                                Optional.empty())));
    }
}

package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.exposure.IncrementalRisk;
import dev.bailiwick.core.exposure.Weighing;
import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.IntegrationDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The guides and weights as they ship, with a register in which nothing stands yet. */
public final class ShippedRegister {
    public static final Guides GUIDES = Guides.of(Guides.SHIPPED.stream()
            .map(name -> Guide.of(data(Guides.class, name + ".json")))
            .toList());

    private static final Weighing WEIGHING = Weighing.of(data(Weighing.class, Weighing.FILE));

    private ShippedRegister() {}

    /** Around a desk whose agents all stand on machines that meet the baseline. */
    public static IntegrationDesk.Surroundings surroundings(Supplier<IntegrationId> ids) {
        return surroundings(() -> Inventory.EMPTY, ids);
    }

    /** The same, with what stands in the register's file. */
    public static IntegrationDesk.Surroundings surroundings(Supplier<Inventory> register, Supplier<IntegrationId> ids) {
        return new IntegrationDesk.Surroundings(
                GUIDES,
                new IncrementalRisk(GUIDES, WEIGHING),
                register,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                ids);
    }

    private static JsonObject data(Class<?> beside, String name) {
        try (var file = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

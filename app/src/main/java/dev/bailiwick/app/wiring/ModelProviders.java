package dev.bailiwick.app.wiring;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.gateway.model.Provider;
import dev.bailiwick.gateway.model.Relay;

/** The model provider behind the model gateway; its key is held here and nowhere else. */
record ModelProviders(Provider provider) implements AutoCloseable {
    static ModelProviders open(Configuration.ModelProvider configured) {
        return new ModelProviders(new Provider(configured.base(), new Secret(Store.secret(configured.keyFile()))));
    }

    Relay relay(Pulse pulse) {
        return new Relay(provider, pulse);
    }

    @Override
    public void close() {
        provider.close();
    }
}

package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.ServiceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is lent now, in memory alone, and what is being asked for. */
final class Loans {
    /** By lease. */
    private final Map<String, Loan> lent = new ConcurrentHashMap<>();

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** A lease whose credential is on its way is no orphan. */
    void expect(String lease) {
        underWay.add(lease);
    }

    void expectNoMore(String lease) {
        underWay.remove(lease);
    }

    Loan put(Loan loan) {
        lent.put(loan.lease().id(), loan);
        return loan;
    }

    void replace(Loan loan, Loan renewed) {
        lent.replace(loan.lease().id(), loan, renewed);
    }

    boolean known(Lease lease) {
        return lent.containsKey(lease.id()) || underWay.contains(lease.id());
    }

    Optional<Loan> usable(ServiceKey key, Instant now) {
        return of(key).stream().filter(loan -> !loan.lease().expired(now)).findFirst();
    }

    private List<Loan> of(ServiceKey key) {
        return lent.values().stream()
                .filter(loan -> loan.lease().key().equals(key.name()))
                .toList();
    }

    /** Takes away what is lent for a key. Whoever still holds one may finish with it: the caller closes them. */
    List<Loan> take(ServiceKey key) {
        var taken = of(key);
        taken.forEach(loan -> lent.remove(loan.lease().id()));
        return taken;
    }

    /** Takes away what is lent for a key and forgets it at once. */
    List<Lease> wipe(ServiceKey key) {
        var taken = take(key);
        taken.forEach(loan -> loan.secret().close());
        return taken.stream().map(Loan::lease).toList();
    }

    void forget(Loan loan) {
        lent.remove(loan.lease().id());
        loan.secret().close();
    }

    void forgetAll() {
        List.copyOf(lent.values()).forEach(this::forget);
    }
}

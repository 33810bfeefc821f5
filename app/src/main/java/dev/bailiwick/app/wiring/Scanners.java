package dev.bailiwick.app.wiring;

import dev.bailiwick.connector.scanner.HttpScanner;
import dev.bailiwick.core.detection.Signal;
import dev.bailiwick.core.register.ScannerSettings;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.FurtherReading;
import dev.bailiwick.procedure.screening.SecondReading;
import java.util.List;

/** The outside scanners of {@code bailiwick.yaml}. */
final class Scanners {
    private Scanners() {}

    static FurtherReading of(Knowledge known, AuditLog log, Alerts alerts) {
        List<SecondReading.Asked> scanners =
                known.organisation().scanners().stream().map(Scanners::asked).toList();
        return scanners.isEmpty()
                ? FurtherReading.NOBODY
                : new SecondReading(
                        scanners,
                        known.sessions(),
                        log,
                        alerts,
                        Thread.ofVirtual().name("scan-", 0)::start);
    }

    private static SecondReading.Asked asked(ScannerSettings settings) {
        return new SecondReading.Asked(new HttpScanner(settings.address(), settings.patience()), silence(settings));
    }

    private static Signal silence(ScannerSettings settings) {
        return switch (settings.silence()) {
            case NONE -> Signal.NONE;
            case NOTED -> Signal.NOTED;
            case SUSPICIOUS -> Signal.SUSPICIOUS;
        };
    }
}

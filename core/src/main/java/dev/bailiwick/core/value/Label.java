package dev.bailiwick.core.value;

import java.util.Set;

/** What an organisation says of a mailbox, folder or channel of its own, beyond what the data's shape tells. */
public enum Label {
    /** Kept for a court: nothing of it is deleted, nothing of it leaves. */
    LEGAL_HOLD(DataClass.CONFIDENTIAL, true),
    /** Between a lawyer and who asked them. */
    PRIVILEGED(DataClass.CONFIDENTIAL, true),
    REGULATORY(DataClass.CONFIDENTIAL, false),
    /** Mergers and acquisitions. */
    MERGER(DataClass.CONFIDENTIAL, false),
    CONFIDENTIAL(DataClass.CONFIDENTIAL, false),
    HR(DataClass.PERSONAL, false),
    HEALTH(DataClass.HEALTH, false);

    /** What is assumed where nobody can say. */
    public static final Set<Label> ALL = Set.of(values());

    private final DataClass data;
    private final boolean held;

    Label(DataClass data, boolean held) {
        this.data = data;
        this.held = held;
    }

    /** What sort of data is there at least. */
    public DataClass data() {
        return data;
    }

    /** Whether nothing of it is deleted and nothing of it leaves. */
    public boolean held() {
        return held;
    }
}

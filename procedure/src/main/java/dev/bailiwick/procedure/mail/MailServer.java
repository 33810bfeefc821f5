package dev.bailiwick.procedure.mail;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;

/** Where mail lies and goes out. The account is what a person sealed: where it is, how it is entered, and the one sender it has. */
public interface MailServer {
    /**
     * The newest letters, without reading any: nothing is marked as seen.
     *
     * @throws MailAway when it did not answer
     */
    JsonObject list(Secret account, int most);

    /**
     * One letter's text.
     *
     * @throws MailAway when there is none, or it did not answer
     */
    JsonObject read(Secret account, long id);

    /**
     * Keeps a draft, which goes nowhere.
     *
     * @throws MailAway when it was not kept
     */
    void draft(Secret account, Letter letter);

    /**
     * Sends to everybody or to nobody.
     *
     * @throws MailAway when it did not, or when nobody knows
     */
    void send(Secret account, Letter letter);

    /** A house without mail. */
    static MailServer none() {
        return new MailServer() {
            @Override
            public JsonObject list(Secret account, int most) {
                throw away();
            }

            @Override
            public JsonObject read(Secret account, long id) {
                throw away();
            }

            @Override
            public void draft(Secret account, Letter letter) {
                throw away();
            }

            @Override
            public void send(Secret account, Letter letter) {
                throw away();
            }

            private static MailAway away() {
                return new MailAway("there is no mail here", true);
            }
        };
    }
}

package dev.bailiwick.core.session;

import dev.bailiwick.core.catalog.Deed;
import dev.bailiwick.core.catalog.Lexicon;
import dev.bailiwick.core.catalog.Sense;
import dev.bailiwick.core.catalog.Spelling;
import dev.bailiwick.core.value.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the person of a session asked for, as far as their words tell. Words of anybody else ask for nothing. Being asked
 * for lowers suspicion; whether it may stand for an approval is for the policies to say.
 */
public final class Request {
    private static final int NEGATION_REACHES = 3;
    private static final int DELEGATION_REACHES = 6;
    private static final int EXCERPT = 160;

    private final Lexicon lexicon;
    private final List<Message> messages;

    /** One message, word by word. */
    private record Message(Words said, List<String> words, Set<String> families) {}

    private Request(Lexicon lexicon, List<Message> messages) {
        this.lexicon = lexicon;
        this.messages = messages;
    }

    public static Request of(Session session, Lexicon lexicon) {
        List<Message> messages = new ArrayList<>();
        for (Words said : session.past().words()) {
            if (said.speaker() == Speaker.PERSON) messages.add(message(said, lexicon));
        }
        return new Request(lexicon, messages);
    }

    private static Message message(Words said, Lexicon lexicon) {
        var words = said.sentence();
        Set<String> families = new HashSet<>();
        words.forEach(word -> families.addAll(lexicon.families(word)));
        return new Message(said, words, families);
    }

    /**
     * The newest message that asks for this sort of action.
     *
     * @param designated whether the person's words say on what: then the verb alone has to be theirs
     */
    public Optional<Words> asking(Sense sense, boolean designated) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            var message = messages.get(i);
            if (asks(message, sense, designated)) return Optional.of(message.said());
        }
        return Optional.empty();
    }

    /** Words that also forbid it ask for nothing: which of the two was meant is for the person to say. */
    private boolean asks(Message message, Sense sense, boolean designated) {
        boolean asked = false;
        for (int i = 0; i < message.words().size(); i++) {
            if (!means(message, i, sense, designated)) continue;
            if (negated(message.words(), i)) return false;
            asked = true;
        }
        return asked;
    }

    private boolean means(Message message, int at, Sense sense, boolean designated) {
        String word = message.words().get(at);
        String stem = Spelling.stem(word);
        var deed = sense.deed();
        boolean asked = lexicon.asks(deed, word) || lexicon.asks(deed, stem);
        if (deed == Deed.PAY) return asked || weakly(message, word);
        // what opens doors must be named itself
        boolean pointed = designated && sense.floor() != Tier.T4;
        return asked && (pointed || needsNoThing(deed) || sharesThing(message, at, sense));
    }

    /** Everyday verbs move money when the same message speaks of money. */
    private boolean weakly(Message message, String word) {
        return lexicon.lists("weak-payments", word)
                && (message.families().contains("money")
                        || message.said().text().matches("(?s).*[$€£¥].*"));
    }

    private static boolean needsNoThing(Deed deed) {
        return switch (deed) {
            case SEND, SHARE, PUBLISH, FETCH, REFUND, PAY -> true;
            case READ, SEARCH, CREATE, UPDATE, DELETE, BOOK, EXECUTE, CONFIGURE, GRANT -> false;
        };
    }

    /** Whether the message, but for the verb itself, names the sort of thing that the tool acts on. */
    private boolean sharesThing(Message message, int verb, Sense sense) {
        for (int i = 0; i < message.words().size(); i++) {
            if (i == verb) continue;
            String word = message.words().get(i);
            String stem = Spelling.stem(word);
            if (sense.objects().contains(word) || sense.objects().contains(stem)) return true;
            for (String family : lexicon.families(word)) if (sense.families().contains(family)) return true;
        }
        return sense.objects().isEmpty();
    }

    private boolean negated(List<String> words, int at) {
        for (int i = Math.max(0, at - NEGATION_REACHES); i < at; i++) {
            if (lexicon.lists("not", words.get(i))) return true;
        }
        return false;
    }

    /** Whether the person told the agent to do what some text says. */
    public boolean delegates() {
        for (var message : messages) {
            for (int i = 0; i < message.words().size(); i++) {
                if (lexicon.lists("delegates", message.words().get(i)) && delegated(message.words(), i)) return true;
            }
        }
        return false;
    }

    private boolean delegated(List<String> words, int at) {
        for (int i = at + 1; i < Math.min(words.size(), at + 1 + DELEGATION_REACHES); i++) {
            if (words.get(i).equals("following")) return false;
            if (lexicon.lists("delegated", words.get(i))) return true;
        }
        return false;
    }

    /** The beginning of the words, clipped. */
    public static String excerpt(Words words) {
        String text = words.text().strip().replaceAll("\\s+", " ");
        if (text.length() <= EXCERPT) return text;
        int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        return text.substring(0, end) + "…";
    }
}

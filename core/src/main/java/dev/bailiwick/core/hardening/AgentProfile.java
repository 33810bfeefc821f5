package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How one governed agent is confined; told in docs/hardening.md. Everything that is enforced on its machine is rendered from it,
 * and the scan compares the machine with it.
 *
 * @param name as artefacts bear it
 * @param revision counted up by whoever changes the profile
 * @param purpose for people; no artefact contains it
 * @param tier the highest tier it is made for
 * @param denied system calls denied beyond those that are denied to every agent
 */
public record AgentProfile(
        String name,
        long revision,
        String purpose,
        Tier tier,
        ServiceAccount account,
        NetworkRules network,
        FileRules files,
        Programs programs,
        List<String> denied,
        Limits limits,
        Deployment deployment,
        Requirements requirements) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public AgentProfile {
        requireName(name);
        requirePurpose(purpose);
        requireRevision(revision);
        denied = denied.stream().distinct().sorted().map(SystemCalls::require).toList();
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a profile's name (lower-case letters, digits, -, at most 31): \""
                    + Untrusted.visible(name) + "\"");
        }
        return name;
    }

    private static String requirePurpose(String purpose) {
        boolean visible = purpose.codePoints().noneMatch(Untrusted::hidden);
        if (purpose.isBlank() || purpose.length() > 200 || !visible) {
            throw new IllegalArgumentException("expected one line of 1 to 200 visible characters");
        }
        return purpose;
    }

    private static long requireRevision(long revision) {
        if (revision < 1 || revision > 1_000_000) throw new IllegalArgumentException("a revision is 1 to 1000000");
        return revision;
    }

    private static long requireFormat(long format) {
        if (format != 1) throw new IllegalArgumentException("expected the version 1");
        return format;
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is missing, unknown or wrong */
    public static AgentProfile of(JsonObject json) {
        var fields = Fields.of(json);
        fields.whole("version", AgentProfile::requireFormat);
        var files = FileRules.of(fields.fields("files"));
        var profile = new AgentProfile(
                fields.parsed("name", AgentProfile::requireName),
                fields.whole("revision", AgentProfile::requireRevision),
                fields.parsed("purpose", AgentProfile::requirePurpose),
                fields.whole("tier", Tier::of),
                ServiceAccount.of(fields.fields("account")),
                NetworkRules.of(fields.fields("network")),
                files,
                Programs.of(fields.fields("programs"), files),
                fields.eachParsed("denied", SystemCalls::require),
                Limits.of(fields.fields("limits")),
                Deployment.of(fields.fields("deployment")),
                Requirements.of(fields.fields("requirements")));
        fields.end();
        return profile;
    }

    public JsonObject json() {
        return JsonObject.with("version", JsonNumber.of(1))
                .and("name", name)
                .and("revision", revision)
                .and("purpose", purpose)
                .and("tier", tier.number())
                .and("account", account.json())
                .and("network", network.json())
                .and("files", files.json())
                .and("programs", programs.json())
                .and("denied", JsonArray.ofStrings(denied))
                .and("limits", limits.json())
                .and("deployment", deployment.json())
                .and("requirements", requirements.json())
                .build();
    }

    /** The next revision. */
    AgentProfile revised() {
        return new AgentProfile(
                name,
                revision + 1,
                purpose,
                tier,
                account,
                network,
                files,
                programs,
                denied,
                limits,
                deployment,
                requirements);
    }

    public Digest digest() {
        return Digest.of(json());
    }

    /** As every artefact names its origin. */
    public String stamp() {
        return "bailiwick profile " + name + " revision " + revision + " sha256:" + digest();
    }

    /** As units, tables and policies are called. */
    public String service() {
        return "openclaw-" + name;
    }
}

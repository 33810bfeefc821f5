package dev.bailiwick.core.secrecy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One form in which secrets are known to appear.
 *
 * @param hints lower-case text of which one must be there; looking for it is so much cheaper than the pattern that most
 *     texts cost nothing
 * @param pattern its first group, or else the whole match, is the secret; possessive throughout, so that no text makes it
 *     slow
 */
record SecretForm(SecretKind kind, List<String> hints, Pattern pattern) {
    /** What people and programs call secrets, in flags, assignments and member names. */
    private static final String NAMES =
            "(?:[a-z0-9]{1,30}[_-]?+)?(?:pass(?:word|wd|phrase|code)?|pwd|secret(?:[_-]?key)?"
                    + "|(?:api|access|auth|private|signing|encryption|secret|account|client|shared|master)[_-]?key"
                    + "|(?:access|auth|api|bearer|refresh|session|id|csrf|security|bot|personal)?[_-]?token"
                    + "|client[_-]?secret|credentials?|connection[_-]?string)";

    static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)(?:" + NAMES + "|(?:proxy-)?authorization|(?:set-)?cookie2?|x-api-key|cvv2?|cvc2?|pin)");

    /** A command line's flag whose next argument is a secret. */
    static final Pattern SECRET_FLAG = Pattern.compile("(?i)--?" + NAMES);

    static final List<SecretForm> ALL = List.of(
            form(
                    SecretKind.PRIVATE_KEY,
                    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?s:.){0,16384}?(?:-----END [A-Z0-9 ]{0,40}-----|\\z)",
                    "private key"),
            form(SecretKind.PRIVATE_KEY, "AGE-SECRET-KEY-1[0-9A-Z]{50,64}+", "age-secret-key-"),
            form(SecretKind.SERVICE_KEY, "(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}+", "akia", "asia", "abia", "acca"),
            form(SecretKind.SERVICE_KEY, "gh[pousr]_[A-Za-z0-9]{30,255}+", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            form(SecretKind.SERVICE_KEY, "github_pat_[A-Za-z0-9_]{30,255}+", "github_pat_"),
            form(SecretKind.SERVICE_KEY, "gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent)-[A-Za-z0-9_.-]{20,300}+", "gl"),
            form(SecretKind.SERVICE_KEY, "xox[abeoprs]-[A-Za-z0-9-]{10,300}+", "xox"),
            form(SecretKind.SERVICE_KEY, "xapp-[0-9]-[A-Za-z0-9-]{20,300}+", "xapp-"),
            form(
                    SecretKind.SERVICE_KEY,
                    "https://hooks\\.slack\\.com/(?:services|workflows)/([A-Za-z0-9/]{20,200}+)",
                    "hooks.slack.com"),
            form(
                    SecretKind.SERVICE_KEY,
                    "(?:sk|rk|pk|whsec)_(?:live|test)?_?[A-Za-z0-9]{16,250}+",
                    "sk_",
                    "rk_",
                    "pk_",
                    "whsec_"),
            form(SecretKind.SERVICE_KEY, "AIza[A-Za-z0-9_-]{35}+", "aiza"),
            form(SecretKind.SERVICE_KEY, "ya29\\.[A-Za-z0-9_-]{20,500}+", "ya29."),
            form(SecretKind.SERVICE_KEY, "GOCSPX-[A-Za-z0-9_-]{20,60}+", "gocspx-"),
            form(SecretKind.SERVICE_KEY, "\\bsk-(?:[a-z]{2,12}-){0,3}[A-Za-z0-9_-]{20,300}+", "sk-"),
            form(SecretKind.SERVICE_KEY, "\\bxai-[A-Za-z0-9]{40,120}+", "xai-"),
            form(SecretKind.SERVICE_KEY, "\\bhf_[A-Za-z]{30,60}+", "hf_"),
            form(SecretKind.SERVICE_KEY, "\\bnpm_[A-Za-z0-9]{30,60}+", "npm_"),
            form(SecretKind.SERVICE_KEY, "\\bpypi-[A-Za-z0-9_-]{50,300}+", "pypi-"),
            form(SecretKind.SERVICE_KEY, "\\bdop_v1_[a-f0-9]{64}+", "dop_v1_"),
            form(SecretKind.SERVICE_KEY, "\\bSG\\.[A-Za-z0-9_-]{20,24}+\\.[A-Za-z0-9_-]{39,50}+", "sg."),
            form(SecretKind.SERVICE_KEY, "\\bhv[sbr]\\.[A-Za-z0-9_-]{20,300}+", "hvs.", "hvb.", "hvr."),
            form(SecretKind.SERVICE_KEY, "\\b[0-9]{8,10}+:AA[A-Za-z0-9_-]{32,35}+", ":aa"),
            form(SecretKind.SERVICE_KEY, "(?i)AccountKey=([A-Za-z0-9+/=]{40,120}+)", "accountkey="),
            form(SecretKind.SERVICE_KEY, "(?i)[?&](?:sig|x-amz-signature|signature)=([^&\\s\"']{16,300}+)", "sig"),
            form(
                    SecretKind.WEB_TOKEN,
                    "\\beyJ[A-Za-z0-9_-]{8,4096}+\\.eyJ[A-Za-z0-9_-]{8,8192}+\\.[A-Za-z0-9_-]{0,2048}+",
                    "eyj"),
            form(
                    SecretKind.AUTHORIZATION,
                    "(?i)(?:proxy-)?authorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([^\\r\\n\"']{1,4096}+)",
                    "authorization"),
            form(SecretKind.AUTHORIZATION, "(?i)\\b(?:set-)?cookie2?:\\s{0,4}([^\\r\\n\"']{1,4096}+)", "cookie"),
            form(
                    SecretKind.AUTHORIZATION,
                    "(?i)\\b(?:bearer|basic)\\s{1,4}([A-Za-z0-9+/=_.~-]{16,4096}+)",
                    "bearer",
                    "basic"),
            form(
                    SecretKind.AUTHORIZATION,
                    "(?i)\\bx-(?:api-key|auth-token|vault-token|amz-security-token):\\s{0,4}([^\\s\"']{1,4096}+)",
                    "x-"),
            form(
                    SecretKind.PASSWORD,
                    "(?i)\\b[a-z][a-z0-9+.-]{1,20}+://[^\\s/:@\"']{0,128}+:([^\\s/@\"']{1,256}+)@",
                    "://"),
            form(
                    SecretKind.PASSWORD,
                    "(?i)(?<![a-z])(?:-u|--user|--proxy-user)[ =][\"']?[^\\s:\"']{1,128}+:([^\\s\"']{1,256}+)",
                    "-u",
                    "--proxy-user"),
            form(SecretKind.PASSWORD, "(?i)(?<![a-z0-9_-])--?" + NAMES + "[ =]+[\"']?([^\\s\"']{1,4096}+)", "-"),
            form(SecretKind.PASSWORD, "(?i)\\bsshpass\\s{1,4}-p\\s{0,4}[\"']?([^\\s\"']{1,256}+)", "sshpass"),
            form(
                    SecretKind.PASSWORD,
                    "(?i)(?<![a-z0-9])" + NAMES
                            + "[\"']?\\s{0,4}(?::=|=>|=|:)\\s{0,4}(?:\"([^\"\\r\\n]{1,4096}+)\"|'([^'\\r\\n]{1,4096}+)'"
                            + "|([^\\s\"',;&]{3,4096}+))",
                    "pass",
                    "pwd",
                    "secret",
                    "key",
                    "token",
                    "credential",
                    "connection"),
            form(SecretKind.PASSWORD, "(?i)\\bpassword\\s{1,4}is\\s{1,4}[\"']?([^\\s\"']{3,256}+)", "password"));

    private static SecretForm form(SecretKind kind, String pattern, String... hints) {
        return new SecretForm(kind, List.of(hints), Pattern.compile(pattern));
    }

    /** Whether the pattern is worth trying. */
    boolean mayBeIn(String lowerCase) {
        for (String hint : hints) {
            if (lowerCase.contains(hint)) return true;
        }
        return false;
    }
}

package dev.nanokit.provider;

import dev.nanokit.model.Name;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our labels, in both directions. All begin with {@code dev.nanokit.}; a resource without {@link #FORMAT} is not ours.
 * Stateless and thread-safe.
 */
public final class LabelCodec {

    /** Version of the labels' format; its presence makes a resource ours. */
    public static final String FORMAT = "dev.nanokit.format";

    /** The project's name. */
    public static final String PROJECT = "dev.nanokit.project";

    /** The component; absent if there is none. */
    public static final String COMPONENT = "dev.nanokit.component";

    /** The environment. */
    public static final String ENVIRONMENT = "dev.nanokit.environment";

    /** The slot. */
    public static final String SLOT = "dev.nanokit.slot";

    private static final String EDITION = "dev.nanokit.edition";
    private static final String FINGERPRINT = "dev.nanokit.fingerprint";
    private static final String BOUND = "dev.nanokit.bound";
    private static final String CLAIMS = "dev.nanokit.claims";
    private static final String TIER = "dev.nanokit.tier";
    private static final String TRAITS = "dev.nanokit.traits";
    private static final String PRESTOP = "dev.nanokit.prestop";
    private static final String CURRENT_FORMAT = "1";

    /** Makes a codec. */
    public LabelCodec() {}

    /**
     * Writes labels.
     *
     * @param what what they are to say
     * @return labels by name, in a fixed order
     */
    public Map<String, String> encode(Labelled what) {
        Map<String, String> labels = new LinkedHashMap<>(scopeLabels(what.scope()));
        labels.put(SLOT, what.slot().toString());
        labels.put(EDITION, what.edition());
        what.fingerprint().ifPresent(fingerprint -> labels.put(FINGERPRINT, fingerprint.encoded()));
        labels.put(TIER, Integer.toString(what.tier()));
        if (!what.bound().isEmpty()) {
            StringJoiner bound = new StringJoiner(",");
            new TreeMap<>(what.bound()).forEach((field, digest) -> bound.add(field + "=" + digest));
            labels.put(BOUND, bound.toString());
        }
        if (!what.claims().isEmpty()) {
            StringJoiner claims = new StringJoiner(",");
            new TreeSet<>(what.claims()).forEach(claim -> claims.add(claim.what()));
            labels.put(CLAIMS, claims.toString());
        }
        if (!what.traits().isEmpty()) {
            StringJoiner traits = new StringJoiner(",");
            new TreeSet<>(what.traits()).forEach(trait -> traits.add(trait.name()));
            labels.put(TRAITS, traits.toString());
        }
        if (!what.prestop().isEmpty()) {
            labels.put(PRESTOP, commands(what.prestop()));
        }
        return labels;
    }

    /**
     * Gives the labels that every resource of a scope carries; what a platform's list is filtered by.
     *
     * @param scope whose
     * @return labels by name
     */
    public Map<String, String> scopeLabels(Scope scope) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(FORMAT, CURRENT_FORMAT);
        labels.put(PROJECT, scope.project().value());
        scope.component().ifPresent(component -> labels.put(COMPONENT, component.value()));
        labels.put(ENVIRONMENT, scope.environment().value());
        return labels;
    }

    /**
     * Reads labels.
     *
     * @param labels every label of a resource
     * @return what they say, or empty if the resource is not ours or its labels cannot be read
     */
    public Optional<Labelled> decode(Map<String, String> labels) {
        String slot = labels.get(SLOT);
        String edition = labels.get(EDITION);
        Optional<Scope> scope = decodeScope(labels);
        if (scope.isEmpty() || slot == null || edition == null) {
            return Optional.empty();
        }
        try {
            String tier = labels.getOrDefault(TIER, "0");
            return Optional.of(new Labelled(
                    scope.get(),
                    Slot.parse(slot),
                    edition,
                    Optional.ofNullable(labels.get(FINGERPRINT)).map(Fingerprint::parse),
                    pairs(labels.getOrDefault(BOUND, "")),
                    claims(labels.getOrDefault(CLAIMS, "")),
                    tier.matches("\\d{1,4}") ? Integer.parseInt(tier) : 0,
                    traits(labels.getOrDefault(TRAITS, "")),
                    commands(labels.getOrDefault(PRESTOP, ""))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads whose something is that may carry no more than {@link #scopeLabels}.
     *
     * @param labels every label of it
     * @return its scope, or empty if it is not ours
     */
    public Optional<Scope> decodeScope(Map<String, String> labels) {
        String project = labels.get(PROJECT);
        String environment = labels.get(ENVIRONMENT);
        String component = labels.get(COMPONENT);
        if (!labels.containsKey(FORMAT)
                || project == null
                || environment == null
                || !Name.isValid(project)
                || !Name.isValid(environment)
                || (component != null && !Name.isValid(component))) {
            return Optional.empty();
        }
        return Optional.of(
                new Scope(Name.of(project), Optional.ofNullable(component).map(Name::of), Name.of(environment)));
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : words(text)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return pairs;
    }

    private static Set<Claim> claims(String text) {
        Set<Claim> claims = new TreeSet<>();
        for (String claim : words(text)) {
            claims.add(new Claim(claim));
        }
        return claims;
    }

    private static Set<Trait> traits(String text) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (String trait : words(text)) {
            traits.add(Trait.valueOf(trait));
        }
        return traits;
    }

    /** Commands by comma, words by plus, each word in the form of a URL's, so that any text can be told again. */
    private static String commands(List<List<String>> commands) {
        return commands.stream()
                .map(command -> command.stream()
                        .map(word ->
                                URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("+")))
                .collect(Collectors.joining(","));
    }

    private static List<List<String>> commands(String text) {
        List<List<String>> commands = new ArrayList<>();
        for (String command : words(text)) {
            commands.add(Stream.of(command.split("\\+", -1))
                    .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                    .toList());
        }
        return commands;
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(",", -1);
    }
}

package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Wanted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * What tasks, and what starts them, may do. Its path says whose it is, so that a scope's are listed without those of the
 * account. A new role is not usable at once: whoever uses it tries again.
 */
final class Role implements AwsKind {

    /** Its one policy, which lies in it and goes with it. */
    private static final String POLICY = "nanokit";

    private final AwsClients clients;
    private final RolePolicies policies;

    Role(AwsClients clients) {
        this.clients = clients;
        this.policies = new RolePolicies(clients.region());
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.ROLE_KIND;
    }

    /** The list has no tags: each role is asked for its own, of which a scope has a handful. */
    @Override
    public List<Found> all(Sight sight) {
        String path = RolePolicies.path(sight.scope());
        List<software.amazon.awssdk.services.iam.model.Role> roles = AwsFailures.call(
                "list roles under " + path,
                () -> clients.iam().listRolesPaginator(request -> request.pathPrefix(path)).roles().stream()
                        .filter(role -> role.path().equals(path))
                        .toList());
        List<Found> found = new ArrayList<>();
        for (software.amazon.awssdk.services.iam.model.Role role : roles) {
            AwsFailures.find(
                            "list the tags of role " + role.roleName(),
                            () ->
                                    clients
                                            .iam()
                                            .listRoleTagsPaginator(request -> request.roleName(role.roleName()))
                                            .tags()
                                            .stream()
                                            .toList())
                    .ifPresent(tags -> found.add(found(role, tags)));
        }
        return found;
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name()).map(role -> found(role, role.tags()));
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value().substring(id.value().lastIndexOf('/') + 1))
                .filter(role -> role.arn().equals(id.value()))
                .map(role -> found(role, role.tags()));
    }

    private Optional<software.amazon.awssdk.services.iam.model.Role> look(String name) {
        return AwsFailures.find(
                "look at role " + name,
                () -> clients.iam().getRole(request -> request.roleName(name)).role());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        Scope scope = wanted.labelled().scope();
        software.amazon.awssdk.services.iam.model.Role role = AwsFailures.call(
                        "create role " + wanted.name(),
                        () -> clients.iam().createRole(request -> request.roleName(wanted.name())
                                .path(RolePolicies.path(scope))
                                .description(wanted.slot() + " of " + scope + ", made by Nanokit")
                                .assumeRolePolicyDocument(trust(wanted))
                                .tags(sdk(tags))))
                .role();
        return found(role, List.of()).withTags(tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String name = found.name();
        String trust = trust(wanted);
        String trusted = Patience.settled("look at role " + name, operation, () -> clients.iam()
                .getRole(request -> request.roleName(name))
                .role()
                .assumeRolePolicyDocument());
        if (!decoded(trusted).equals(trust)) {
            AwsFailures.call("set who may take role " + name, () -> clients.iam()
                    .updateAssumeRolePolicy(request -> request.roleName(name).policyDocument(trust)));
        }
        String allow = policies.allow(
                Fields.text(wanted, Foundations.ALLOWS), wanted.labelled().scope());
        Optional<String> allowed = AwsFailures.find("look at what role " + name + " allows", () -> clients.iam()
                .getRolePolicy(request -> request.roleName(name).policyName(POLICY))
                .policyDocument());
        if (!allowed.map(Role::decoded).equals(Optional.of(allow))) {
            Patience.settled("set what role " + name + " allows", operation, () -> clients.iam()
                    .putRolePolicy(
                            request -> request.roleName(name).policyName(POLICY).policyDocument(allow)));
        }
        return found;
    }

    private String trust(Wanted wanted) {
        String service = Fields.text(wanted, Foundations.TRUSTS);
        return wanted.values().containsKey(Foundations.ACCOUNT)
                ? policies.trust(service, Fields.text(wanted, Foundations.ACCOUNT))
                : policies.trust(service);
    }

    /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html: a document comes in the form of a URL's. */
    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag role " + found.name(), () -> clients.iam()
                .tagRole(request -> request.roleName(found.name()).tags(sdk(tags))));
    }

    /** A role goes only without policies, those included that others gave it. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        String name = found.name();
        List<String> within = AwsFailures.call(
                "list the policies of role " + name,
                () -> clients.iam().listRolePoliciesPaginator(request -> request.roleName(name)).policyNames().stream()
                        .toList());
        for (String policy : within) {
            AwsFailures.find("delete policy " + policy + " of role " + name, () -> clients.iam()
                    .deleteRolePolicy(request -> request.roleName(name).policyName(policy)));
        }
        List<String> attached =
                AwsFailures.call(
                        "list the policies given to role " + name, () -> clients
                                .iam()
                                .listAttachedRolePoliciesPaginator(request -> request.roleName(name))
                                .attachedPolicies()
                                .stream()
                                .map(policy -> policy.policyArn())
                                .toList());
        for (String policy : attached) {
            AwsFailures.find("take policy " + policy + " from role " + name, () -> clients.iam()
                    .detachRolePolicy(request -> request.roleName(name).policyArn(policy)));
        }
        AwsFailures.call("delete role " + name, () -> clients.iam().deleteRole(request -> request.roleName(name)));
    }

    private static Found found(software.amazon.awssdk.services.iam.model.Role role, List<Tag> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(tag -> plain.put(tag.key(), tag.value()));
        return new Found(role.arn(), role.roleName(), plain, Map.of("arn", role.arn()));
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}

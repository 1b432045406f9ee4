package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Verdict;
import dev.nanokit.time.TimeSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** AWS, by the lab's time. */
record OnLabTime(Provider aws, TimeSource source) implements Provider {

    /** {@return the provider as a user has it, on a lab in place of AWS} */
    static Provider of(AwsLab lab, TimeSource time) {
        return new OnLabTime(new AwsProvider(connection(lab)), time);
    }

    /** {@return the way to a lab, with a key that it takes for a user's} */
    static AwsConnection connection(AwsLab lab) {
        return new AwsConnection(
                Optional.of(lab.endpoint()),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab"))));
    }

    @Override
    public String id() {
        return aws.id();
    }

    @Override
    public int spiVersion() {
        return aws.spiVersion();
    }

    @Override
    public ProviderProfile profile() {
        return aws.profile();
    }

    @Override
    public Settings settings(SettingsNode node) {
        return aws.settings(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return aws.design(project, settings, around);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return aws.assess(wanted, found, changes);
    }

    @Override
    public Optional<String> hostOfPorts(Collection<Resource> standing) {
        return aws.hostOfPorts(standing);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return aws.connect(settings, context);
    }

    @Override
    public Optional<TimeSource> time() {
        return Optional.of(source);
    }
}

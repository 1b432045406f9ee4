package dev.nanokit.aws.lab.rules;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The station that refuses what AWS refuses and moto accepts. What it is silent about is not proven right by that. */
public final class Rules implements Stage {

    private final Moto moto;
    private final Map<String, List<Rule>> rules;

    /**
     * Makes the station.
     *
     * @param moto where it looks what is there
     */
    public Rules(Moto moto) {
        this.moto = moto;
        this.rules = all().collect(Collectors.groupingBy(rule -> rule.service() + ":" + rule.operation()));
    }

    static Stream<Rule> all() {
        return Stream.of(
                        BalancingRules.all(),
                        CertificateRules.all(),
                        DnsRules.all(),
                        Ec2Rules.all(),
                        EcrRules.all(),
                        EcsRules.all(),
                        EcsStateRules.all(),
                        IamRules.all(),
                        LogsRules.all(),
                        NamesRules.all(),
                        RdsRules.all(),
                        ScalingRules.all(),
                        SchedulerRules.all(),
                        SecretsRules.all())
                .flatMap(List::stream);
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        TagRules.check(request);
        for (Rule rule : rules.getOrDefault(request.service() + ":" + request.operation(), List.of())) {
            rule.check().wrong(request, moto).ifPresent(words -> {
                throw new Refusal(rule.code(), words);
            });
        }
        return next.answer(DnsRules.passable(request));
    }
}

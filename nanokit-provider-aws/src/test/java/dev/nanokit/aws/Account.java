package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/**
 * All that an account holds, as the services themselves tell it: nothing of it goes through the provider's discovery, and
 * only ECS, of which the lab plays the services, through the lab. What ECS keeps of the deleted is not there.
 */
final class Account implements AutoCloseable {

    /** What goes on by itself: until when a database could be restored, and when a file system was measured. */
    private static final String CLOCKS = "(LatestRestorableTime|Timestamp)=[^,)]*";

    private final AwsLab lab;
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final Ec2Client ec2;
    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client elb;
    private final IamClient iam;
    private final CloudWatchLogsClient logs;
    private final SecretsManagerClient secrets;
    private final ServiceDiscoveryClient names;
    private final Route53Client dns;
    private final RdsClient rds;
    private final EfsClient efs;
    private final AcmClient acm;
    private final DynamoDbClient tables;

    Account(AwsLab lab) {
        this.lab = lab;
        ec2 = direct(Ec2Client.builder());
        ecs = lab.through(EcsClient.builder());
        clients.add(ecs);
        elb = direct(ElasticLoadBalancingV2Client.builder());
        iam = direct(IamClient.builder());
        logs = direct(CloudWatchLogsClient.builder());
        secrets = direct(SecretsManagerClient.builder());
        names = direct(ServiceDiscoveryClient.builder());
        dns = direct(Route53Client.builder());
        rds = direct(RdsClient.builder());
        efs = direct(EfsClient.builder());
        acm = direct(AcmClient.builder());
        tables = direct(DynamoDbClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C direct(
            B builder) {
        C client = lab.client(builder);
        clients.add(client);
        return client;
    }

    /** {@return each thing's text, by kind and id} */
    Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        network(all);
        tasks(all);
        balancing(all);
        data(all);
        put(all, "log-group", logs.describeLogGroups().logGroups(), one -> one.arn());
        iam.listRoles().roles().stream()
                .filter(role -> !role.path().startsWith("/aws-service-role/"))
                .forEach(role -> role(all, role));
        put(all, "table", tables.listTables().tableNames(), name -> name);
        put(all, "certificate", acm.listCertificates().certificateSummaryList(), one -> one.certificateArn());
        names.listNamespaces()
                .namespaces()
                .forEach(one -> all.put(
                        "namespace " + one.id(),
                        one + " " + names.listTagsForResource(request -> request.resourceARN(one.arn()))));
        put(all, "name", names.listServices().services(), one -> one.arn());
        // AWS deletes a namespace's zone with it; moto keeps it, under a name that no other zone has.
        dns.listHostedZones().hostedZones().stream()
                .filter(zone -> !zone.name().matches(".*-hz\\.?"))
                .forEach(zone -> {
                    all.put("zone " + zone.id(), zone.name());
                    put(
                            all,
                            "record " + zone.id(),
                            dns.listResourceRecordSets(request -> request.hostedZoneId(zone.id()))
                                    .resourceRecordSets(),
                            one -> one.name() + " " + one.type());
                });
        all.replaceAll((key, text) -> text.replaceAll(CLOCKS, "$1=..."));
        return all;
    }

    private void network(Map<String, String> all) {
        put(all, "vpc", ec2.describeVpcs().vpcs(), one -> one.vpcId());
        put(all, "subnet", ec2.describeSubnets().subnets(), one -> one.subnetId());
        put(all, "gateway", ec2.describeInternetGateways().internetGateways(), one -> one.internetGatewayId());
        put(all, "route-table", ec2.describeRouteTables().routeTables(), one -> one.routeTableId());
        put(all, "security-group", ec2.describeSecurityGroups().securityGroups(), one -> one.groupId());
    }

    private void tasks(Map<String, String> all) {
        List<String> clusters = ecs.listClusters().clusterArns();
        ecs.describeClusters(request -> request.clusters(clusters).include(ClusterField.TAGS)).clusters().stream()
                .filter(one -> one.status().equals("ACTIVE"))
                .forEach(cluster -> {
                    String arn = cluster.clusterArn();
                    all.put("cluster " + arn, cluster.toString());
                    List<String> services =
                            ecs.listServices(request -> request.cluster(arn)).serviceArns();
                    if (!services.isEmpty()) {
                        put(
                                all,
                                "service",
                                ecs.describeServices(request -> request.cluster(arn)
                                                .services(services)
                                                .include(ServiceField.TAGS))
                                        .services(),
                                one -> one.serviceArn());
                    }
                });
        ecs.listTaskDefinitions(request -> {})
                .taskDefinitionArns()
                .forEach(arn -> all.put(
                        "task-definition " + arn,
                        ecs.describeTaskDefinition(
                                        request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS))
                                .toString()));
    }

    private void balancing(Map<String, String> all) {
        elb.describeLoadBalancers().loadBalancers().forEach(one -> {
            String arn = one.loadBalancerArn();
            all.put("balancer " + arn, one + " " + elb.describeTags(request -> request.resourceArns(arn)));
            elb.describeListeners(request -> request.loadBalancerArn(arn))
                    .listeners()
                    .forEach(listener -> all.put(
                            "listener " + listener.listenerArn(),
                            listener + " "
                                    + elb.describeRules(request -> request.listenerArn(listener.listenerArn()))));
        });
        elb.describeTargetGroups()
                .targetGroups()
                .forEach(one -> all.put(
                        "target-group " + one.targetGroupArn(),
                        one + " " + elb.describeTags(request -> request.resourceArns(one.targetGroupArn()))));
    }

    private void data(Map<String, String> all) {
        put(all, "database", rds.describeDBInstances().dbInstances(), one -> one.dbInstanceIdentifier());
        put(all, "database-subnets", rds.describeDBSubnetGroups().dbSubnetGroups(), one -> one.dbSubnetGroupName());
        put(all, "snapshot", rds.describeDBSnapshots().dbSnapshots(), one -> one.dbSnapshotIdentifier());
        put(all, "files", efs.describeFileSystems().fileSystems(), one -> one.fileSystemId());
        put(all, "access-point", efs.describeAccessPoints(request -> {}).accessPoints(), one -> one.accessPointId());
        secrets.listSecrets()
                .secretList()
                .forEach(one -> all.put(
                        "secret " + one.arn(),
                        one.tags() + " "
                                + secrets.getSecretValue(request -> request.secretId(one.arn()))
                                        .versionId()));
    }

    private void role(Map<String, String> all, Role role) {
        String name = role.roleName();
        all.put(
                "role " + role.arn(),
                role.assumeRolePolicyDocument() + " " + iam.listRoleTags(request -> request.roleName(name)) + " "
                        + iam.listRolePolicies(request -> request.roleName(name)));
    }

    private static <T> void put(Map<String, String> all, String kind, List<T> some, Function<T, String> id) {
        some.forEach(one -> all.put(kind + " " + id.apply(one), one.toString()));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }
}

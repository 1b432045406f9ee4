package dev.nanokit.aws;

import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;

/** The kinds and slots of what only AWS needs. */
final class AwsSlots {

    static final ResourceKind INTERNET_GATEWAY_KIND = new ResourceKind("internet-gateway");
    static final ResourceKind SUBNET_KIND = new ResourceKind("subnet");
    static final ResourceKind ROUTE_TABLE_KIND = new ResourceKind("route-table");
    static final ResourceKind GROUP_KIND = new ResourceKind("security-group");
    static final ResourceKind CLUSTER_KIND = new ResourceKind("cluster");
    static final ResourceKind ROLE_KIND = new ResourceKind("role");
    static final ResourceKind LOG_GROUP_KIND = new ResourceKind("log-group");
    static final ResourceKind NAMESPACE_KIND = new ResourceKind("namespace");
    static final ResourceKind SECRET_KIND = new ResourceKind("secret");
    static final ResourceKind BALANCER_KIND = new ResourceKind("balancer");
    static final ResourceKind CERTIFICATE_KIND = new ResourceKind("certificate");
    static final ResourceKind RECORD_KIND = new ResourceKind("dns-record");
    static final ResourceKind PORT_KIND = new ResourceKind("port");
    static final ResourceKind SUBNET_GROUP_KIND = new ResourceKind("subnet-group");
    static final ResourceKind SCALING_KIND = new ResourceKind("scaling");

    static final Slot VPC = new Slot(Vpc.KIND, "main");
    static final Slot INTERNET_GATEWAY = new Slot(INTERNET_GATEWAY_KIND, "main");
    static final Slot ROUTE_TABLE = new Slot(ROUTE_TABLE_KIND, "public");
    static final Slot BALANCER_GROUP = new Slot(GROUP_KIND, "balancer");
    static final Slot SERVICE_GROUP = new Slot(GROUP_KIND, "services");
    static final Slot DATABASE_GROUP = new Slot(GROUP_KIND, "databases");
    static final Slot FILE_GROUP = new Slot(GROUP_KIND, "files");
    static final Slot CLUSTER = new Slot(CLUSTER_KIND, "main");
    static final Slot EXECUTION_ROLE = new Slot(ROLE_KIND, "execution");
    static final Slot TASK_ROLE = new Slot(ROLE_KIND, "task");
    static final Slot SCHEDULER_ROLE = new Slot(ROLE_KIND, "scheduler");
    static final Slot LOG_GROUP = new Slot(LOG_GROUP_KIND, "main");
    static final Slot NAMESPACE = new Slot(NAMESPACE_KIND, "main");
    static final Slot BALANCER = new Slot(BALANCER_KIND, "main");
    static final Slot DATABASE_SUBNETS = new Slot(SUBNET_GROUP_KIND, "databases");
    static final Slot CACHE_SUBNETS = new Slot(SUBNET_GROUP_KIND, "caches");

    private AwsSlots() {}

    static Slot publicSubnet(int zone) {
        return new Slot(SUBNET_KIND, "public-" + zone);
    }

    static Slot privateSubnet(int zone) {
        return new Slot(SUBNET_KIND, "private-" + zone);
    }

    static Slot secret(String owner) {
        return new Slot(SECRET_KIND, owner);
    }
}

package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the operation from method and path, for the services that do not name it otherwise. */
record RestOperation(String service, String method, Pattern path, List<String> names, String operation) {

    private static final String EFS = "elasticfilesystem";
    private static final String SCHEDULER = "scheduler";
    private static final String DNS = "route53";

    private static final List<RestOperation> ALL = List.of(
            efs("POST", "file-systems", "CreateFileSystem"),
            efs("GET", "file-systems", "DescribeFileSystems"),
            efs("DELETE", "file-systems/{FileSystemId}", "DeleteFileSystem"),
            efs("PUT", "file-systems/{FileSystemId}", "UpdateFileSystem"),
            efs("PUT", "file-systems/{FileSystemId}/lifecycle-configuration", "PutLifecycleConfiguration"),
            efs("GET", "file-systems/{FileSystemId}/lifecycle-configuration", "DescribeLifecycleConfiguration"),
            efs("PUT", "file-systems/{FileSystemId}/backup-policy", "PutBackupPolicy"),
            efs("GET", "file-systems/{FileSystemId}/backup-policy", "DescribeBackupPolicy"),
            efs("PUT", "file-systems/{FileSystemId}/policy", "PutFileSystemPolicy"),
            efs("POST", "mount-targets", "CreateMountTarget"),
            efs("GET", "mount-targets", "DescribeMountTargets"),
            efs("DELETE", "mount-targets/{MountTargetId}", "DeleteMountTarget"),
            efs("GET", "mount-targets/{MountTargetId}/security-groups", "DescribeMountTargetSecurityGroups"),
            efs("PUT", "mount-targets/{MountTargetId}/security-groups", "ModifyMountTargetSecurityGroups"),
            efs("POST", "access-points", "CreateAccessPoint"),
            efs("GET", "access-points", "DescribeAccessPoints"),
            efs("DELETE", "access-points/{AccessPointId}", "DeleteAccessPoint"),
            efs("POST", "resource-tags/{ResourceId}", "TagResource"),
            efs("GET", "resource-tags/{ResourceId}", "ListTagsForResource"),
            efs("DELETE", "resource-tags/{ResourceId}", "UntagResource"),
            scheduler("POST", "schedules/{Name}", "CreateSchedule"),
            scheduler("GET", "schedules/{Name}", "GetSchedule"),
            scheduler("PUT", "schedules/{Name}", "UpdateSchedule"),
            scheduler("DELETE", "schedules/{Name}", "DeleteSchedule"),
            scheduler("GET", "schedules", "ListSchedules"),
            scheduler("POST", "schedule-groups/{Name}", "CreateScheduleGroup"),
            scheduler("GET", "schedule-groups/{Name}", "GetScheduleGroup"),
            scheduler("DELETE", "schedule-groups/{Name}", "DeleteScheduleGroup"),
            scheduler("GET", "schedule-groups", "ListScheduleGroups"),
            scheduler("POST", "tags/{ResourceArn}", "TagResource"),
            scheduler("GET", "tags/{ResourceArn}", "ListTagsForResource"),
            scheduler("DELETE", "tags/{ResourceArn}", "UntagResource"),
            dns("POST", "hostedzone", "CreateHostedZone"),
            dns("GET", "hostedzone", "ListHostedZones"),
            dns("GET", "hostedzonesbyname", "ListHostedZonesByName"),
            dns("GET", "hostedzonesbyvpc", "ListHostedZonesByVPC"),
            dns("GET", "hostedzone/{Id}", "GetHostedZone"),
            dns("DELETE", "hostedzone/{Id}", "DeleteHostedZone"),
            dns("POST", "hostedzone/{Id}", "UpdateHostedZoneComment"),
            dns("POST", "hostedzone/{Id}/rrset", "ChangeResourceRecordSets"),
            dns("GET", "hostedzone/{Id}/rrset", "ListResourceRecordSets"),
            dns("GET", "change/{Id}", "GetChange"),
            dns("POST", "tags/{ResourceType}/{ResourceId}", "ChangeTagsForResource"),
            dns("GET", "tags/{ResourceType}/{ResourceId}", "ListTagsForResource"),
            dns("POST", "tags/{ResourceType}", "ListTagsForResources"));

    private static RestOperation efs(String method, String path, String operation) {
        return of(EFS, method, "/2015-02-01/" + path, operation);
    }

    private static RestOperation scheduler(String method, String path, String operation) {
        return of(SCHEDULER, method, "/" + path, operation);
    }

    private static RestOperation dns(String method, String path, String operation) {
        return of(DNS, method, "/2013-04-01/" + path, operation);
    }

    private static RestOperation of(String service, String method, String path, String operation) {
        Matcher names = Pattern.compile("\\{(\\w+)}").matcher(path);
        List<String> found = names.results().map(result -> result.group(1)).toList();
        Pattern pattern = Pattern.compile(path.replaceAll("\\{\\w+}", "([^/]+)") + "/?");
        return new RestOperation(service, method, pattern, found, operation);
    }

    static Optional<RestOperation> find(String service, String method, String path) {
        return ALL.stream()
                .filter(it -> it.service.equals(service)
                        && it.method.equals(method)
                        && it.path.matcher(path).matches())
                .findFirst();
    }

    /** Adds what the path says. */
    void addTo(ObjectNode parameters, String rawPath) {
        Matcher matcher = path.matcher(rawPath);
        if (matcher.matches()) {
            for (int i = 0; i < names.size(); i++) {
                parameters.put(names.get(i), URLDecoder.decode(matcher.group(i + 1), StandardCharsets.UTF_8));
            }
        }
    }
}

package dev.nanokit.aws.lab.permissions;

import static dev.nanokit.aws.lab.permissions.Need.behind;
import static dev.nanokit.aws.lab.permissions.Need.calls;

import java.util.List;

/**
 * What the provider must be allowed, and on what. An operation that the provider begins to call is one more line of the
 * {@code calls} that fit it best: {@link Reach#ALL} where AWS knows no resource of it, our names or our tag where it does.
 */
public final class NeededPermissions {

    private static final String SCALING =
            "https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html";
    private static final String PUSH = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html";
    private static final String REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference/";
    private static final String BALANCING =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html";
    private static final String NAMES =
            "https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-api-permissions-ref.html";
    private static final String FILES = "https://docs.aws.amazon.com/efs/latest/ug/API_";
    private static final String PASSWORDS =
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html";

    private static final Policy PLACE = Policy.of(
            "place",
            Grant.of(
                    "Network",
                    Reach.ALL,
                    calls(
                            "ec2:CreateInternetGateway",
                            "ec2:CreateRouteTable",
                            "ec2:CreateSecurityGroup",
                            "ec2:CreateSubnet",
                            "ec2:CreateVpc",
                            "ec2:DescribeAvailabilityZones",
                            "ec2:DescribeInternetGateways",
                            "ec2:DescribeRouteTables",
                            "ec2:DescribeSecurityGroupRules",
                            "ec2:DescribeSecurityGroups",
                            "ec2:DescribeSubnets",
                            "ec2:DescribeVpcs")),
            Grant.of(
                    "NetworkOfOurs",
                    Reach.TAGGED,
                    calls(
                            "ec2:AssociateRouteTable",
                            "ec2:AttachInternetGateway",
                            "ec2:AuthorizeSecurityGroupIngress",
                            "ec2:CreateRoute",
                            "ec2:CreateTags",
                            "ec2:DeleteInternetGateway",
                            "ec2:DeleteRouteTable",
                            "ec2:DeleteSecurityGroup",
                            "ec2:DeleteSubnet",
                            "ec2:DeleteVpc",
                            "ec2:DetachInternetGateway",
                            "ec2:DisassociateRouteTable",
                            "ec2:ModifySubnetAttribute",
                            "ec2:ModifyVpcAttribute",
                            "ec2:ReplaceRoute",
                            "ec2:ReplaceRouteTableAssociation",
                            "ec2:RevokeSecurityGroupIngress")),
            Grant.of(
                    "TagsOfWhatIsMade",
                    Reach.ALL.where(
                            "StringEquals",
                            "ec2:CreateAction",
                            "CreateInternetGateway",
                            "CreateRouteTable",
                            "CreateSecurityGroup",
                            "CreateSubnet",
                            "CreateVpc"),
                    behind(
                            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html",
                            "ec2:CreateTags")),
            Grant.of(
                    "Roles",
                    Reach.of("arn:aws:iam::*:role/nanokit/*"),
                    calls(
                            "iam:CreateRole",
                            "iam:DeleteRole",
                            "iam:DeleteRolePolicy",
                            "iam:DetachRolePolicy",
                            "iam:GetRolePolicy",
                            "iam:ListAttachedRolePolicies",
                            "iam:ListRolePolicies",
                            "iam:ListRoleTags",
                            "iam:PutRolePolicy",
                            "iam:TagRole",
                            "iam:UpdateAssumeRolePolicy")),
            Grant.of("RolesSeen", Reach.ALL, calls("iam:GetRole", "iam:ListRoles")),
            Grant.of(
                    "RolesOfAws",
                    Reach.of("arn:aws:iam::*:role/aws-service-role/*")
                            .where(
                                    "StringEquals",
                                    "iam:AWSServiceName",
                                    "ecs.amazonaws.com",
                                    "elasticloadbalancing.amazonaws.com",
                                    "rds.amazonaws.com",
                                    "elasticache.amazonaws.com",
                                    "elasticfilesystem.amazonaws.com",
                                    "ecs.application-autoscaling.amazonaws.com"),
                    behind(
                            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html",
                            "iam:CreateServiceLinkedRole")),
            Grant.of(
                            "Names",
                            Reach.ALL,
                            calls(
                                    "servicediscovery:CreatePrivateDnsNamespace",
                                    "servicediscovery:CreateService",
                                    "servicediscovery:DeleteNamespace",
                                    "servicediscovery:DeleteService",
                                    "servicediscovery:GetNamespace",
                                    "servicediscovery:GetOperation",
                                    "servicediscovery:GetService",
                                    "servicediscovery:ListNamespaces",
                                    "servicediscovery:ListServices",
                                    "servicediscovery:ListTagsForResource",
                                    "servicediscovery:TagResource"))
                    .and(behind(
                            NAMES,
                            "ec2:DescribeRegions",
                            "route53:CreateHostedZone",
                            "route53:GetHostedZone",
                            "route53:ListHostedZonesByName")),
            Grant.of(
                    "Logs",
                    Reach.of("arn:aws:logs:*:*:log-group:/nanokit/*"),
                    calls(
                            "logs:CreateLogGroup",
                            "logs:DeleteLogGroup",
                            "logs:GetLogEvents",
                            "logs:ListTagsForResource",
                            "logs:PutRetentionPolicy",
                            "logs:TagResource")),
            Grant.of("LogsSeen", Reach.ALL, calls("logs:DescribeLogGroups")),
            Grant.of(
                    "Leases",
                    Reach.of("arn:aws:dynamodb:*:*:table/nanokit-leases"),
                    calls("dynamodb:CreateTable", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem")),
            Grant.of("WhatIsTagged", Reach.ALL, calls("tag:GetResources")));

    private static final Policy SERVICES = Policy.of(
            "services",
            Grant.of(
                    "Tasks",
                    Reach.ALL,
                    calls(
                            "ecs:CreateCluster",
                            "ecs:DeleteTaskDefinitions",
                            "ecs:DeregisterTaskDefinition",
                            "ecs:DescribeClusters",
                            "ecs:DescribeServices",
                            "ecs:DescribeTaskDefinition",
                            "ecs:DescribeTasks",
                            "ecs:ListClusters",
                            "ecs:ListServices",
                            "ecs:ListTaskDefinitionFamilies",
                            "ecs:ListTaskDefinitions",
                            "ecs:ListTasks",
                            "ecs:RegisterTaskDefinition")),
            Grant.of(
                    "TasksOfOurs",
                    Reach.of(
                            "arn:aws:ecs:*:*:cluster/nk-*",
                            "arn:aws:ecs:*:*:service/nk-*",
                            "arn:aws:ecs:*:*:task/nk-*",
                            "arn:aws:ecs:*:*:task-definition/nk-*"),
                    calls(
                            "ecs:CreateService",
                            "ecs:DeleteCluster",
                            "ecs:DeleteService",
                            "ecs:ExecuteCommand",
                            "ecs:RunTask",
                            "ecs:StopTask",
                            "ecs:TagResource",
                            "ecs:UntagResource",
                            "ecs:UpdateService")),
            Grant.of(
                    "RolesOfTasks",
                    Reach.of("arn:aws:iam::*:role/nanokit/*")
                            .where(
                                    "StringEquals",
                                    "iam:PassedToService",
                                    "ecs-tasks.amazonaws.com",
                                    "scheduler.amazonaws.com"),
                    behind(
                            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
                            "iam:PassRole")),
            Grant.of(
                            "Balancer",
                            Reach.ALL,
                            calls(
                                    "elasticloadbalancing:DescribeListenerCertificates",
                                    "elasticloadbalancing:DescribeListeners",
                                    "elasticloadbalancing:DescribeLoadBalancers",
                                    "elasticloadbalancing:DescribeRules",
                                    "elasticloadbalancing:DescribeTags",
                                    "elasticloadbalancing:DescribeTargetGroupAttributes",
                                    "elasticloadbalancing:DescribeTargetGroups"))
                    .and(behind(BALANCING, "ec2:DescribeAccountAttributes", "ec2:DescribeAddresses")),
            Grant.of(
                    "BalancerOfOurs",
                    Reach.of(
                            "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/nk-*",
                            "arn:aws:elasticloadbalancing:*:*:listener/app/nk-*",
                            "arn:aws:elasticloadbalancing:*:*:listener-rule/app/nk-*",
                            "arn:aws:elasticloadbalancing:*:*:targetgroup/nk-*"),
                    calls(
                            "elasticloadbalancing:AddListenerCertificates",
                            "elasticloadbalancing:AddTags",
                            "elasticloadbalancing:CreateListener",
                            "elasticloadbalancing:CreateLoadBalancer",
                            "elasticloadbalancing:CreateRule",
                            "elasticloadbalancing:CreateTargetGroup",
                            "elasticloadbalancing:DeleteListener",
                            "elasticloadbalancing:DeleteLoadBalancer",
                            "elasticloadbalancing:DeleteRule",
                            "elasticloadbalancing:DeleteTargetGroup",
                            "elasticloadbalancing:ModifyListener",
                            "elasticloadbalancing:ModifyRule",
                            "elasticloadbalancing:ModifyTargetGroup",
                            "elasticloadbalancing:ModifyTargetGroupAttributes",
                            "elasticloadbalancing:RemoveListenerCertificates",
                            "elasticloadbalancing:SetSecurityGroups",
                            "elasticloadbalancing:SetSubnets")),
            Grant.of(
                    "Hosts",
                    Reach.ALL,
                    calls(
                            "acm:AddTagsToCertificate",
                            "acm:DescribeCertificate",
                            "acm:ListCertificates",
                            "acm:ListTagsForCertificate",
                            "acm:RequestCertificate",
                            "route53:ChangeResourceRecordSets",
                            "route53:CreateHostedZone",
                            "route53:ListHostedZones",
                            "route53:ListResourceRecordSets")),
            Grant.of("CertificatesOfOurs", Reach.TAGGED, calls("acm:DeleteCertificate")),
            Grant.of(
                    "SecretsOfOurs",
                    Reach.of("arn:aws:secretsmanager:*:*:secret:nk-*"),
                    calls(
                            "secretsmanager:CreateSecret",
                            "secretsmanager:DeleteSecret",
                            "secretsmanager:DescribeSecret",
                            "secretsmanager:GetSecretValue",
                            "secretsmanager:PutSecretValue",
                            "secretsmanager:TagResource")),
            Grant.of("SecretsSeen", Reach.ALL, calls("secretsmanager:ListSecrets")));

    private static final Policy DATA = Policy.of(
            "data",
            Grant.of(
                    "Databases",
                    Reach.ALL,
                    calls("rds:DescribeDBInstances", "rds:DescribeDBSubnetGroups", "rds:ListTagsForResource")),
            Grant.of(
                    "DatabasesOfOurs",
                    Reach.of(
                            "arn:aws:rds:*:*:db:nk-*",
                            "arn:aws:rds:*:*:subgrp:nk-*",
                            "arn:aws:rds:*:*:snapshot:nk-*",
                            "arn:aws:rds:*:*:og:default*",
                            "arn:aws:rds:*:*:pg:default*"),
                    calls(
                            "rds:AddTagsToResource",
                            "rds:CreateDBInstance",
                            "rds:CreateDBSubnetGroup",
                            "rds:DeleteDBInstance",
                            "rds:DeleteDBSubnetGroup",
                            "rds:ModifyDBInstance",
                            "rds:ModifyDBSubnetGroup")),
            Grant.of(
                    "PasswordsOfDatabases",
                    Reach.of("arn:aws:secretsmanager:*:*:secret:rds!*"),
                    behind(PASSWORDS, "secretsmanager:CreateSecret", "secretsmanager:TagResource")),
            Grant.of("KeysOfPasswords", Reach.of("arn:aws:kms:*:*:key/*"), behind(PASSWORDS, "kms:DescribeKey")),
            // "When you create an ElastiCache policy in IAM you must use the * wildcard": list_amazonelasticache.html.
            Grant.of(
                            "Caches",
                            Reach.ALL,
                            calls(
                                    "elasticache:AddTagsToResource",
                                    "elasticache:CreateCacheSubnetGroup",
                                    "elasticache:CreateReplicationGroup",
                                    "elasticache:DeleteCacheSubnetGroup",
                                    "elasticache:DeleteReplicationGroup",
                                    "elasticache:DescribeCacheClusters",
                                    "elasticache:DescribeCacheSubnetGroups",
                                    "elasticache:DescribeReplicationGroups",
                                    "elasticache:ListTagsForResource",
                                    "elasticache:ModifyCacheSubnetGroup",
                                    "elasticache:ModifyReplicationGroup"))
                    .and(behind(
                            REFERENCE + "list_amazonelasticache.html",
                            "ec2:CreateNetworkInterface",
                            "ec2:DeleteNetworkInterface",
                            "ec2:DescribeNetworkInterfaces",
                            "ec2:DescribeSubnets",
                            "ec2:DescribeVpcs")),
            Grant.of(
                            "Files",
                            Reach.ALL,
                            calls(
                                    "elasticfilesystem:CreateFileSystem",
                                    "elasticfilesystem:DescribeAccessPoints",
                                    "elasticfilesystem:DescribeFileSystems",
                                    "elasticfilesystem:DescribeMountTargetSecurityGroups",
                                    "elasticfilesystem:DescribeMountTargets",
                                    "elasticfilesystem:TagResource"))
                    .and(behind(
                            FILES + "DescribeMountTargetSecurityGroups.html", "ec2:DescribeNetworkInterfaceAttribute"))
                    .and(behind(FILES + "ModifyMountTargetSecurityGroups.html", "ec2:ModifyNetworkInterfaceAttribute")),
            Grant.of(
                    "FilesOfOurs",
                    Reach.TAGGED,
                    calls(
                            "elasticfilesystem:CreateAccessPoint",
                            "elasticfilesystem:CreateMountTarget",
                            "elasticfilesystem:DeleteAccessPoint",
                            "elasticfilesystem:DeleteFileSystem",
                            "elasticfilesystem:DeleteMountTarget",
                            "elasticfilesystem:ModifyMountTargetSecurityGroups",
                            "elasticfilesystem:UpdateFileSystem")));

    private static final Policy OPTIONS = Policy.of(
            "options",
            Grant.of(
                    "Schedules",
                    Reach.ALL,
                    calls("scheduler:ListScheduleGroups", "scheduler:ListSchedules", "scheduler:ListTagsForResource")),
            Grant.of(
                    "SchedulesOfOurs",
                    Reach.of("arn:aws:scheduler:*:*:schedule-group/nk-*", "arn:aws:scheduler:*:*:schedule/nk-*"),
                    calls(
                            "scheduler:CreateSchedule",
                            "scheduler:CreateScheduleGroup",
                            "scheduler:DeleteSchedule",
                            "scheduler:DeleteScheduleGroup",
                            "scheduler:GetSchedule",
                            "scheduler:GetScheduleGroup",
                            "scheduler:TagResource",
                            "scheduler:UpdateSchedule")),
            Grant.of(
                            "Scaling",
                            Reach.ALL,
                            calls(
                                    "application-autoscaling:DeregisterScalableTarget",
                                    "application-autoscaling:DescribeScalableTargets",
                                    "application-autoscaling:DescribeScalingPolicies",
                                    "application-autoscaling:ListTagsForResource",
                                    "application-autoscaling:PutScalingPolicy",
                                    "application-autoscaling:RegisterScalableTarget",
                                    "application-autoscaling:TagResource"))
                    .and(behind(
                            SCALING,
                            "cloudwatch:DeleteAlarms",
                            "cloudwatch:DescribeAlarms",
                            "cloudwatch:PutMetricAlarm")),
            Grant.of("Images", Reach.ALL, calls("ecr:DescribeRepositories", "ecr:GetAuthorizationToken")),
            Grant.of(
                            "ImagesOfOurs",
                            Reach.of("arn:aws:ecr:*:*:repository/nk-*"),
                            calls(
                                    "ecr:CreateRepository",
                                    "ecr:DeleteRepository",
                                    "ecr:DescribeImages",
                                    "ecr:ListTagsForResource",
                                    "ecr:PutLifecyclePolicy",
                                    "ecr:TagResource"))
                    .and(behind(
                            PUSH,
                            "ecr:BatchCheckLayerAvailability",
                            "ecr:BatchGetImage",
                            "ecr:CompleteLayerUpload",
                            "ecr:InitiateLayerUpload",
                            "ecr:PutImage",
                            "ecr:UploadLayerPart")));

    static final List<Policy> POLICIES = List.of(PLACE, SERVICES, DATA, OPTIONS);

    private NeededPermissions() {}

    /**
     * Tells whether the policies allow an action, whatever it is done to.
     *
     * @param action the action: {@code ecs:CreateService}
     * @return whether it is in one of them
     */
    public static boolean allow(String action) {
        return all().stream().anyMatch(need -> need.action().equals(action));
    }

    static List<Need> all() {
        return POLICIES.stream()
                .flatMap(policy -> policy.grants().stream())
                .flatMap(grant -> grant.needs().stream())
                .toList();
    }
}

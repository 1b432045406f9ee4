/**
 * AWS as a platform: services on ECS with Fargate behind an Application Load Balancer, databases on RDS. Depends on the api
 * and on the AWS SDK. Start reading at {@link dev.nanokit.aws.AwsProvider}; what a project becomes is told by
 * {@code AwsDesign}, each kind of resource has a class of its own, and {@code AwsFailures} turns the SDK's errors into ours.
 */
@NullMarked
package dev.nanokit.aws;

import org.jspecify.annotations.NullMarked;

package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stack of the benchmark as Terraform's users write it, in a folder of its own. */
final class TerraformStack implements AutoCloseable {

    private static final long LONGEST_MINUTES = 20;

    private static final String PLACE =
            """
            terraform {
              required_providers { aws = { source = "hashicorp/aws" } }
            }
            provider "aws" {
              region                      = "%s"
              access_key                  = "lab"
              secret_key                  = "lab"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
              endpoints {
            %s  }
            }
            resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
            resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
            resource "aws_subnet" "public" {
              count             = 2
              vpc_id            = aws_vpc.main.id
              cidr_block        = "10.0.${count.index}.0/24"
              availability_zone = "%s${count.index == 0 ? "a" : "b"}"
            }
            resource "aws_subnet" "private" {
              count             = 2
              vpc_id            = aws_vpc.main.id
              cidr_block        = "10.0.${count.index + 10}.0/24"
              availability_zone = "%s${count.index == 0 ? "a" : "b"}"
            }
            resource "aws_route_table" "public" {
              vpc_id = aws_vpc.main.id
              route {
                cidr_block = "0.0.0.0/0"
                gateway_id = aws_internet_gateway.main.id
              }
            }
            resource "aws_route_table_association" "public" {
              count          = 2
              subnet_id      = aws_subnet.public[count.index].id
              route_table_id = aws_route_table.public.id
            }
            resource "aws_security_group" "balancer" {
              name   = "balancer"
              vpc_id = aws_vpc.main.id
              ingress {
                from_port   = 80
                to_port     = 80
                protocol    = "tcp"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            resource "aws_security_group" "services" {
              name   = "services"
              vpc_id = aws_vpc.main.id
              ingress {
                from_port       = 80
                to_port         = 80
                protocol        = "tcp"
                security_groups = [aws_security_group.balancer.id]
              }
            }
            resource "aws_security_group" "data" {
              name   = "data"
              vpc_id = aws_vpc.main.id
              ingress {
                from_port       = 5432
                to_port         = 5432
                protocol        = "tcp"
                security_groups = [aws_security_group.services.id]
              }
            }
            resource "aws_iam_role" "execution" {
              name = "execution"
              assume_role_policy = jsonencode({
                Version = "2012-10-17"
                Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
              })
            }
            resource "aws_iam_role" "task" {
              name = "task"
              assume_role_policy = jsonencode({
                Version = "2012-10-17"
                Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
              })
            }
            resource "aws_cloudwatch_log_group" "main" {
              name              = "bench"
              retention_in_days = 30
            }
            resource "aws_service_discovery_private_dns_namespace" "main" {
              name = "production.bench.internal"
              vpc  = aws_vpc.main.id
            }
            resource "aws_ecs_cluster" "main" { name = "bench" }
            resource "aws_lb" "main" {
              name               = "bench"
              load_balancer_type = "application"
              subnets            = aws_subnet.public[*].id
              security_groups    = [aws_security_group.balancer.id]
            }
            resource "aws_lb_listener" "http" {
              load_balancer_arn = aws_lb.main.arn
              port              = 80
              protocol          = "HTTP"
              default_action {
                type = "fixed-response"
                fixed_response {
                  content_type = "text/plain"
                  status_code  = "404"
                }
              }
            }
            resource "aws_db_subnet_group" "main" {
              name       = "bench"
              subnet_ids = aws_subnet.private[*].id
            }
            resource "aws_db_instance" "main" {
              identifier                  = "bench"
              engine                      = "postgres"
              engine_version              = "16"
              instance_class              = "db.t4g.micro"
              allocated_storage           = 20
              storage_encrypted           = true
              username                    = "main"
              manage_master_user_password = true
              db_subnet_group_name        = aws_db_subnet_group.main.name
              vpc_security_group_ids      = [aws_security_group.data.id]
              skip_final_snapshot         = true
            }
            """;

    private static final String SERVICE =
            """
            resource "aws_ecs_task_definition" "s%1$d" {
              family                   = "s%1$d"
              requires_compatibilities = ["FARGATE"]
              network_mode             = "awsvpc"
              cpu                      = "256"
              memory                   = "512"
              execution_role_arn       = aws_iam_role.execution.arn
              task_role_arn            = aws_iam_role.task.arn
              container_definitions = jsonencode([{
                name = "s%1$d", image = "nginx:%2$s", essential = true
                portMappings = [{ containerPort = 80 }]
                logConfiguration = {
                  logDriver = "awslogs"
                  options = {
                    "awslogs-group"         = aws_cloudwatch_log_group.main.name
                    "awslogs-region"        = "%3$s"
                    "awslogs-stream-prefix" = "s%1$d"
                  }
                }
              }])
            }
            resource "aws_lb_target_group" "s%1$d" {
              name        = "s%1$d"
              port        = 80
              protocol    = "HTTP"
              target_type = "ip"
              vpc_id      = aws_vpc.main.id
            }
            resource "aws_lb_listener_rule" "s%1$d" {
              listener_arn = aws_lb_listener.http.arn
              priority     = %1$d
              action {
                type             = "forward"
                target_group_arn = aws_lb_target_group.s%1$d.arn
              }
              condition {
                host_header {
                  values = ["s%1$d.localhost"]
                }
              }
            }
            resource "aws_ecs_service" "s%1$d" {
              name            = "s%1$d"
              cluster         = aws_ecs_cluster.main.id
              task_definition = aws_ecs_task_definition.s%1$d.arn
              desired_count   = 1
              launch_type     = "FARGATE"
              network_configuration {
                subnets          = aws_subnet.public[*].id
                security_groups  = [aws_security_group.services.id]
                assign_public_ip = true
              }
              load_balancer {
                target_group_arn = aws_lb_target_group.s%1$d.arn
                container_name   = "s%1$d"
                container_port   = 80
              }
              # The imitation of AWS forgets it, and Terraform would change it with each apply.
              lifecycle { ignore_changes = [availability_zone_rebalancing] }
              depends_on = [aws_lb_listener_rule.s%1$d]
            }
            """;

    private final Path folder;
    private final String endpoints;
    private final int services;

    /**
     * Makes an empty folder.
     *
     * @param aws where AWS answers
     * @param plugins where Terraform's provider lies, as a mirror
     * @param services how many services
     */
    TerraformStack(URI aws, Path plugins, int services) throws IOException {
        this.folder = Files.createTempDirectory("terraform-stack");
        this.services = services;
        this.endpoints = Stream.of("ec2", "ecs", "elbv2", "iam", "rds", "sts", "logs", "servicediscovery", "route53")
                .map(service -> "    " + service + " = \"" + aws + "\"\n")
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve("settings.tfrc"),
                "provider_installation { filesystem_mirror { path = \"" + plugins.toAbsolutePath() + "\" } }\n");
    }

    /** Writes the stack, with a version for the image of the first service. */
    void write(String version) throws IOException {
        StringBuilder text = new StringBuilder(PLACE.formatted(AwsLab.REGION, endpoints, AwsLab.REGION, AwsLab.REGION));
        for (int number = 1; number <= services; number++) {
            text.append(SERVICE.formatted(number, number == 1 ? version : "1", AwsLab.REGION));
        }
        Files.writeString(folder.resolve("main.tf"), text);
    }

    /** Runs Terraform, which must end well. */
    void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-no-color", "-input=false"));
        Path log = folder.resolve(arguments[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put("TF_CLI_CONFIG_FILE", folder.resolve("settings.tfrc").toString());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Terraform ran", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

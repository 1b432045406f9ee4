package dev.nanokit.engine.format;

import dev.nanokit.engine.format.Form.Either;
import dev.nanokit.engine.format.Form.Entry;
import dev.nanokit.engine.format.Form.Fields;
import dev.nanokit.engine.format.Form.Flag;
import dev.nanokit.engine.format.Form.Named;
import dev.nanokit.engine.format.Form.OneOf;
import dev.nanokit.engine.format.Form.Open;
import dev.nanokit.engine.format.Form.Text;
import dev.nanokit.engine.format.Form.TextMap;
import dev.nanokit.engine.format.Form.Texts;
import dev.nanokit.engine.format.Form.Whole;
import java.util.ArrayList;
import java.util.List;

/** Every key of nanokit.yml. */
final class FileFormat {

    private static final Form TEXT = new Text("text", "some");
    private static final Form COMMAND = new Either(List.of(new Text("text for the shell", "run"), new Texts("run")));
    private static final Form TIME = new Text("time: 500ms, 5s, 2m, 1h", "5s");
    private static final Form SIZE = new Text("size: 512mb, 1gb, 20Gi", "1gb");
    private static final Form PORT = new Whole(1, 65535);
    private static final Form NAMES = new Texts("other");

    private FileFormat() {}

    static Fields file() {
        List<Entry> entries = new ArrayList<>(blocks());
        entries.add(entry(
                "environments",
                environments(),
                "",
                "by name, what differs there: merged over the rest, key by key; null removes"));
        return new Fields(entries);
    }

    private static List<Entry> blocks() {
        return List.of(
                entry("name", TEXT, "", "the project; the beginning of the name of every resource")
                        .required(),
                entry("version", TEXT, "", "kept, without effect"),
                entry(
                        "component",
                        TEXT,
                        "none",
                        "this repository's share of the project: what other shares own is not touched"),
                entry("gatewayPort", PORT, "80", "host port of the gateway for HTTP"),
                entry("gatewayHttpsPort", PORT, "443", "host port of the gateway for HTTPS"),
                entry("gateway", gateway(), "", "the gateway"),
                entry("git", git(), "", "which environment a git branch means"),
                entry("infra", infra(), "", "where it runs; further keys are the provider's"),
                entry("runtimes", new Named(runtime()), "", "what services have in common, by id"),
                entry("services", new Named(service()), "", "programs that are kept running, by name"),
                entry("databases", new Named(database()), "", "databases, by name"),
                entry("cron", new Named(cron()), "", "jobs at set times (UTC), by name"),
                entry("networks", new Named(network()), "one default network", "networks, by name"),
                entry("volumes", new Named(volume()), "", "storage that outlives instances, by name"),
                entry(
                        "secrets",
                        new TextMap(),
                        "",
                        "references that services take by name: env://NAME, vault://path#key"),
                entry("deploy", deploy(), "", "the server that the project is brought to"));
    }

    private static Form environments() {
        List<Entry> overridable = blocks().stream()
                .filter(entry -> !List.of("name", "component", "git").contains(entry.name()))
                .toList();
        return new Named((Fields) partial(new Fields(overridable)));
    }

    /** What is merged over something else needs not be whole. */
    private static Form partial(Form form) {
        if (form instanceof Fields fields) {
            return new Fields(fields.entries().stream()
                    .map(one -> new Entry(one.name(), partial(one.form()), one.standard(), one.description(), false))
                    .toList());
        }
        if (form instanceof Named named) {
            return new Named((Fields) partial(named.each()));
        }
        return form;
    }

    private static Form gateway() {
        return fields(
                entry("https", new Flag(), "true", "whether it speaks HTTPS"),
                entry(
                        "adminEmail",
                        new Text("e-mail address", "ops@example.com"),
                        "none",
                        "what a certificate authority is told"),
                entry(
                        "persistenceMode",
                        new OneOf(List.of("project", "global")),
                        "the platform's choice",
                        "where certificates are kept"));
    }

    private static Form git() {
        return fields(entry(
                "environments", new TextMap(), "", "environment by branch or pattern (feature/*); an exact name wins"));
    }

    private static Form infra() {
        return new Open(fields(entry("provider", TEXT, "the only one that is found", "id of the provider")));
    }

    private static Form provisioning() {
        return fields(entry("install", COMMAND, "none", "prepares a service once before its first start"));
    }

    private static Fields runtime() {
        return fields(
                entry("image", TEXT, "that of the runtime", "the image"),
                entry("env", new TextMap(), "", "variables; those of the service win"),
                entry("depends_on", NAMES, "", "beside those of the service"),
                entry("provisioning", provisioning(), "", "as in a service"));
    }

    private static Fields service() {
        return fields(
                entry("image", TEXT, "that of the runtime", "the image to run"),
                entry(
                        "runtime",
                        TEXT,
                        "by the project file in path",
                        "node, python, go, php, ruby, static, or one under runtimes"),
                entry("build", build(), "none", "builds the image: true, a folder or Dockerfile, or a map"),
                entry("path", TEXT, "none", "local folder that is seen at /workspace"),
                entry("start", COMMAND, "the image's own", "the command to run"),
                entry("port", PORT, "none", "fixed port on the host: one instance, not rolling"),
                entry("expose", PORT, "port", "port that the program listens on"),
                entry(
                        "host",
                        new Texts("web.localhost"),
                        "none",
                        "host names that the gateway routes to it, also separated by commas"),
                entry("env", new TextMap(), "", "variables; db://name stands for the address of a database"),
                entry(
                        "secrets",
                        new Either(List.of(new TextMap(), NAMES)),
                        "",
                        "sensitive variables: env://NAME, vault://path#key, {from: vault}, or names of those at the top"),
                entry("depends_on", NAMES, "", "services and databases that must be ready first"),
                entry("networks", NAMES, "the default network", "the networks that it joins"),
                entry("instances", new Whole(0, 10_000), "1", "how many; 0 turns it off"),
                entry("scale", scale(), "none", "between how many the platform may choose"),
                entry("cpu", new Text("number of processors", "0.5"), "no limit", "processor limit of an instance"),
                entry("memory", SIZE, "no limit", "memory limit of an instance"),
                entry("updateStrategy", new OneOf(List.of("recreate", "rolling")), "recreate", "rolling leaves no gap"),
                entry(
                        "volumes",
                        new Texts("data:/data"),
                        "",
                        "source:/target or source:/target:ro; the source a declared volume or a path"),
                entry("provisioning", provisioning(), "", "what prepares it"),
                entry("hooks", hooks(), "", "commands around its life"),
                entry(
                        "healthcheck",
                        healthCheck(),
                        "the image's own, else TCP on expose, else that it runs",
                        "when an instance is ready: one of path, tcp, command, disable"));
    }

    private static Form build() {
        return new Either(List.of(
                new Text("true, a folder or a Dockerfile", "."),
                fields(
                        entry("context", TEXT, ".", "the folder that the build sees, from the folder of the file on"),
                        entry(
                                "dockerfile",
                                TEXT,
                                "Dockerfile",
                                "the Dockerfile, in the context or else beside the file"),
                        entry("args", new TextMap(), "", "build arguments"))));
    }

    private static Form scale() {
        return fields(
                entry("min", new Whole(0, 10_000), "1", "the fewest"),
                entry("max", new Whole(1, 10_000), "min", "the most"),
                entry(
                        "cpu_threshold",
                        new Text("share: 70%", "70%"),
                        "the platform's own",
                        "processor load that adds an instance"));
    }

    private static Form hooks() {
        Form commands = new Texts("./run");
        return fields(
                entry("prestart", commands, "", "once per new version, before it starts"),
                entry("poststart", commands, "", "once per new version, when it is ready"),
                entry("postup", commands, "", "the same as poststart"),
                entry("prestop", commands, "", "in each instance before it stops"),
                entry("poststop", commands, "", "once after the last instance has gone"));
    }

    private static Form healthCheck() {
        return fields(
                entry("path", new Text("path", "/"), "", "HTTP GET that is answered with 200 to 399"),
                entry("port", PORT, "expose", "port of that request"),
                entry("tcp", PORT, "", "port that takes a connection"),
                entry("command", COMMAND, "", "command in the instance that ends with 0"),
                entry("test", COMMAND, "", "the same in Compose's form: [CMD, ...], [CMD-SHELL, text], NONE"),
                entry("disable", new Flag(), "false", "what runs is ready"),
                entry("interval", TIME, "5s", "time between two checks"),
                entry("timeout", TIME, "5s", "time for an answer"),
                entry("retries", new Whole(1, 1000), "3", "failed checks in a row that count"),
                entry("startPeriod", TIME, "30s", "time from the start in which failed checks do not count"));
    }

    private static Fields database() {
        return fields(
                entry(
                                "engine",
                                new OneOf(List.of("postgres", "mysql", "mongo", "redis", "neon", "turso")),
                                "",
                                "which database; neon and turso need a provider that offers them")
                        .required(),
                entry(
                        "version",
                        new Text("version", "\"16\""),
                        "postgres 17, mysql 8.4, mongo 8.0, redis 7",
                        "major version; another one replaces the data, which needs leave"),
                entry("plan", TEXT, "the platform's own", "how large a managed one is"),
                entry("storage", SIZE, "the platform's own", "how much a managed one holds"),
                entry("env", new TextMap(), "", "the engine's own variables; they win"),
                entry(
                        "rootPassword",
                        TEXT,
                        "one that the platform keeps, or nanokit-safe-password in local",
                        "the password, ${VARIABLE} or a reference"),
                entry("branching", branching(), "", "copies for branches"));
    }

    private static Form branching() {
        return fields(
                entry("enabled", new Flag(), "false", "whether there are copies"),
                entry("syncData", new Flag(), "false", "true is strategy snapshot, false empty"),
                entry("parentEnv", TEXT, "production", "whose data is copied"),
                entry("strategy", new OneOf(List.of("snapshot", "empty")), "empty", "what a copy begins with"));
    }

    private static Fields cron() {
        return fields(
                entry("schedule", new Text("5 or 6 fields, seconds first", "0 2 * * *"), "", "when")
                        .required(),
                entry("command", COMMAND, "", "what").required(),
                entry("service", TEXT, "", "the service in which it runs, or whose definition it takes"),
                entry("image", TEXT, "", "the image of a fresh container for it"),
                entry("env", new TextMap(), "", "variables of its own"));
    }

    private static Fields network() {
        return fields(
                entry(
                        "cidr",
                        new Text("range: 10.20.1.0/24", "10.20.1.0/24"),
                        "the platform's choice",
                        "its addresses"),
                entry(
                        "visibility",
                        new OneOf(List.of("public", "private")),
                        "public",
                        "private: nothing outside leads into it"),
                entry("vpcId", TEXT, "none", "an existing network that it is"));
    }

    private static Fields volume() {
        return fields(
                entry(
                        "type",
                        new OneOf(List.of("block", "shared", "object")),
                        "what the platform can share",
                        "what it is"),
                entry("size", SIZE, "the platform's own", "how large"),
                entry(
                        "performance",
                        new OneOf(List.of("standard", "high", "ultra")),
                        "standard",
                        "how fast; shared: standard or high"),
                entry("bucket", TEXT, "none", "an existing bucket, with type object"));
    }

    private static Form deploy() {
        return fields(
                entry("target", new Text("user@host", "me@host"), "", "the server")
                        .required(),
                entry("sshKey", TEXT, "the usual ones", "path of the key, or vault://"),
                entry("sshPort", PORT, "22", "port of the server"),
                entry("method", new OneOf(List.of("rsync", "git")), "rsync", "how the files get there"),
                entry("repository", TEXT, "", "what is cloned, with method git"),
                entry("runtime", TEXT, "node:22-slim", "image in which prepare runs"),
                entry("prepare", TEXT, "none", "command after the files are there"),
                entry("prune", new Texts("dist"), "", "folders that are deleted before"));
    }

    private static Fields fields(Entry... entries) {
        return new Fields(List.of(entries));
    }

    private static Entry entry(String name, Form form, String standard, String description) {
        return new Entry(name, form, standard, description, false);
    }
}

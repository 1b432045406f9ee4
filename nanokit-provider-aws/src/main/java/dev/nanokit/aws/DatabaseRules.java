package dev.nanokit.aws;

import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What RDS and ElastiCache take of what a file may say of a database, asked before anything is made: AWS itself would say so
 * only when the network stands. Passwords are judged without being shown. Pure.
 */
final class DatabaseRules {

    /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html: MasterUsername and DBName. */
    private static final Pattern POSTGRES_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    private static final Pattern MYSQL_USER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");
    private static final Pattern MYSQL_SCHEMA = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    /** Words that cannot be the name of a role or a database, https://www.postgresql.org/docs/current/sql-keywords-appendix.html. */
    private static final Set<String> POSTGRES_WORDS = Set.of(
            "admin",
            "rdsadmin",
            "template0",
            "template1",
            "all",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "both",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "default",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "having",
            "in",
            "initially",
            "into",
            "lateral",
            "leading",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "placing",
            "primary",
            "references",
            "returning",
            "select",
            "some",
            "symmetric",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "variadic",
            "when",
            "where",
            "window",
            "with");

    private static final Set<String> MYSQL_WORDS =
            Set.of("rdsadmin", "mysql", "sys", "information_schema", "performance_schema", "innodb");

    /** MasterUserPassword: printable, but for a slash, a quote, an at and a space. */
    private static final Pattern POSTGRES_PASSWORD = Pattern.compile("[!-~&&[^/\"@]]{8,128}");

    private static final Pattern MYSQL_PASSWORD = Pattern.compile("[!-~&&[^/\"@]]{8,41}");

    /** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html. */
    private static final Pattern REDIS_PASSWORD = Pattern.compile("[A-Za-z0-9!&#$^<>-]{16,128}");

    /** The engine's own variables that have become settings. */
    private static final Set<String> TAKEN = Set.of("POSTGRES_USER", "POSTGRES_DB", "MYSQL_USER", "MYSQL_DATABASE");

    private final Project project;
    private final FindingList findings = new FindingList();

    DatabaseRules(Project project) {
        this.project = project;
    }

    List<Finding> findings() {
        project.databases().values().forEach(this::database);
        return findings.all();
    }

    private void database(Database database) {
        switch (database.engine()) {
            case POSTGRES -> {
                name(database, "user", database.user(), POSTGRES_NAME, POSTGRES_WORDS);
                name(database, "schema", database.schema(), POSTGRES_NAME, POSTGRES_WORDS);
                password(database, POSTGRES_PASSWORD, "8 to 128 printable characters, but no space, '/', '@' or '\"'");
                instance(database);
            }
            case MYSQL -> {
                name(database, "user", database.user(), MYSQL_USER, MYSQL_WORDS);
                name(database, "schema", database.schema(), MYSQL_SCHEMA, MYSQL_WORDS);
                password(database, MYSQL_PASSWORD, "8 to 41 printable characters, but no space, '/', '@' or '\"'");
                instance(database);
            }
            case REDIS -> cache(database);
            default -> {
                return; // refused by engine
            }
        }
        database.env().keySet().stream()
                .filter(variable -> !TAKEN.contains(variable))
                .forEach(variable -> refuse(
                        database,
                        "env",
                        variable + " is for a container; AWS runs " + database.name() + " without one"));
    }

    private void name(Database database, String what, String name, Pattern form, Set<String> reserved) {
        String variable = database.engine() == DatabaseEngine.POSTGRES
                ? (what.equals("user") ? "POSTGRES_USER" : "POSTGRES_DB")
                : (what.equals("user") ? "MYSQL_USER" : "MYSQL_DATABASE");
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isReserved =
                reserved.contains(lower) || (database.engine() == DatabaseEngine.POSTGRES && lower.startsWith("pg_"));
        if (isReserved || !form.matcher(name).matches()) {
            refuse(
                    database,
                    "env",
                    "RDS takes no " + what + " '" + name + "'"
                            + (isReserved ? ": the word is reserved; " : ": letters, digits and '_', a letter first; ")
                            + "set " + variable);
        }
    }

    private void password(Database database, Pattern form, String words) {
        if (database.hasOwnPassword()
                && !form.matcher(database.rootPassword().reveal()).matches()) {
            refuse(database, "rootPassword", "AWS takes passwords of " + words + ", and this one is not like that");
        }
    }

    private void instance(Database database) {
        plan(database, "db.");
        if (database.storage().isEmpty()) {
            return;
        }
        MemorySize asked = database.storage().get();
        long gigabytes = DatabaseDesign.gigabytes(database);
        if (gigabytes > DatabaseDesign.MOST_GB) {
            refuse(database, "storage", "RDS holds 64 tb at most, got " + asked);
        } else if (gigabytes << 30 != asked.bytes()) {
            approximate(
                    database,
                    "storage",
                    "RDS has whole gigabytes, and " + DatabaseDesign.LEAST_GB + " at least: it gets " + gigabytes
                            + "gb");
        }
    }

    private void cache(Database database) {
        plan(database, "cache.");
        password(database, REDIS_PASSWORD, "16 to 128 letters, digits and !&#$^<>- for redis");
        if (RedisVersion.of(database.version()).isEmpty()) {
            refuse(
                    database,
                    "version",
                    "ElastiCache has no redis " + database.version() + "; it has " + RedisVersion.known());
        }
        if (database.storage().isPresent()) {
            approximate(
                    database, "storage", "redis is kept in memory: how much there is, 'plan' says and not 'storage'");
        }
        if (DatabaseDesign.hasTls(database)) {
            approximate(
                    database,
                    "rootPassword",
                    "with a password, ElastiCache is reached by TLS only: the URL begins with rediss://");
        }
    }

    private void plan(Database database, String beginning) {
        if (database.plan()
                .filter(plan -> !plan.matches(Pattern.quote(beginning) + "[a-z0-9-]+\\.[a-z0-9-]+"))
                .isPresent()) {
            refuse(
                    database,
                    "plan",
                    "'plan' is a class of AWS, for instance " + beginning + "t4g.small, got '"
                            + database.plan().get() + "'");
        }
    }

    private void refuse(Database database, String key, String words) {
        findings.refuse(database.positions(), "databases." + database.name(), key, words);
    }

    private void approximate(Database database, String key, String words) {
        findings.approximate(database.positions(), "databases." + database.name(), key, words);
    }
}

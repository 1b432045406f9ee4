package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Leases as items of one DynamoDB table of the account and region, written on condition. The table is paid by request, costs
 * nothing while nobody asks, and stays: it belongs to no scope. Thread-safe.
 */
final class TableLeases implements Leases {

    static final String TABLE = "nanokit-leases";

    private static final String SCOPE = "scope";
    private static final String TOKEN = "token";
    private static final String HOLDER = "holder";
    private static final String UNTIL = "until";
    private static final String LOST = "ConditionalCheckFailedException";
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** A new table is there within seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AwsClients clients;
    private final ProviderContext context;

    /** Those that were asked for without an answer: one of them that is there is ours. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    TableLeases(AwsClients clients, ProviderContext context) {
        this.clients = clients;
        this.context = context;
    }

    @Override
    public Answer acquire(Scope scope, String holder, Duration time) {
        Instant patience = context.now().plus(PATIENCE);
        while (true) {
            Instant now = context.wallClock();
            Grant grant = new Grant(scope, holder, UUID.randomUUID().toString(), now.plus(time));
            try {
                put(grant, now);
                return new Granted(grant);
            } catch (ProviderException e) {
                if (AwsFailures.isOf(e, LOST)) {
                    return mine(scope, holder, time)
                            .or(() -> held(scope))
                            .orElse(new Held("a run that comes and goes", now));
                }
                if (e.kind() == ProviderException.Kind.UNAVAILABLE) {
                    unanswered.add(grant.token());
                }
                if (e.kind() != ProviderException.Kind.NOT_FOUND
                        || context.now().isAfter(patience)) {
                    throw e;
                }
                makeTable();
                context.pause(LOOK_EVERY);
            }
        }
    }

    private void put(Grant grant, Instant now) {
        AwsFailures.call(
                "take the lease of " + grant.scope(), () -> clients.tables().putItem(request -> request.tableName(TABLE)
                        .item(item(grant))
                        .conditionExpression("attribute_not_exists(#scope) OR #until < :now")
                        .expressionAttributeNames(Map.of("#scope", SCOPE, "#until", UNTIL))
                        .expressionAttributeValues(Map.of(":now", number(now)))));
    }

    private Map<String, AttributeValue> item(Scope scope) {
        return AwsFailures.call("look who has the lease of " + scope, () -> clients.tables()
                .getItem(request -> request.tableName(TABLE)
                        .key(Map.of(SCOPE, text(scope.toString())))
                        .consistentRead(true))
                .item());
    }

    /** Only one who asks takes it, however many of the session do. */
    private Optional<Answer> mine(Scope scope, String holder, Duration time) {
        if (unanswered.isEmpty()) {
            return Optional.empty();
        }
        AttributeValue token = item(scope).get(TOKEN);
        return token == null || !unanswered.remove(token.s())
                ? Optional.empty()
                : Optional.of(new Granted(renew(new Grant(scope, holder, token.s(), context.wallClock()), time)));
    }

    private Optional<Answer> held(Scope scope) {
        Map<String, AttributeValue> item = item(scope);
        AttributeValue holder = item.get(HOLDER);
        AttributeValue until = item.get(UNTIL);
        return holder == null || until == null
                ? Optional.empty()
                : Optional.of(new Held(holder.s(), Instant.ofEpochMilli(Long.parseLong(until.n()))));
    }

    /** A lease that ran out is lost, even if nobody has taken it over: somebody may have read that it ran out. */
    @Override
    public Grant renew(Grant grant, Duration time) {
        Instant now = context.wallClock();
        Grant next = new Grant(grant.scope(), grant.holder(), grant.token(), now.plus(time));
        try {
            AwsFailures.call("renew the lease of " + grant.scope(), () -> clients.tables()
                    .putItem(request -> request.tableName(TABLE)
                            .item(item(next))
                            .conditionExpression("#token = :token AND #until > :now")
                            .expressionAttributeNames(Map.of("#token", TOKEN, "#until", UNTIL))
                            .expressionAttributeValues(Map.of(":token", text(grant.token()), ":now", number(now)))));
            return next;
        } catch (ProviderException e) {
            if (AwsFailures.isOf(e, LOST) || e.kind() == ProviderException.Kind.NOT_FOUND) {
                throw lost(grant, e);
            }
            throw e;
        }
    }

    private static ProviderException lost(Grant grant, @Nullable ProviderException cause) {
        return new ProviderException(
                ProviderException.Kind.CONFLICT,
                "the lease of " + grant.scope() + " ran out at " + grant.until() + " or was taken over",
                cause);
    }

    /** Without an answer it is said once more, as otherwise nobody may write until the lease runs out. */
    @Override
    public void release(Grant grant) {
        try {
            giveBack(grant);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.UNAVAILABLE) {
                throw e;
            }
            giveBack(grant);
        }
    }

    private void giveBack(Grant grant) {
        try {
            AwsFailures.call("give the lease of " + grant.scope() + " back", () -> clients.tables()
                    .deleteItem(request -> request.tableName(TABLE)
                            .key(Map.of(SCOPE, text(grant.scope().toString())))
                            .conditionExpression("#token = :token")
                            .expressionAttributeNames(Map.of("#token", TOKEN))
                            .expressionAttributeValues(Map.of(":token", text(grant.token())))));
        } catch (ProviderException e) {
            if (!AwsFailures.isOf(e, LOST) && e.kind() != ProviderException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private void makeTable() {
        try {
            AwsFailures.call(
                    "create table " + TABLE, () -> clients.tables().createTable(request -> request.tableName(TABLE)
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName(SCOPE)
                                    .keyType(KeyType.HASH)
                                    .build())
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName(SCOPE)
                                    .attributeType(ScalarAttributeType.S)
                                    .build())));
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.IN_USE) {
                throw e;
            }
        }
    }

    private static Map<String, AttributeValue> item(Grant grant) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(SCOPE, text(grant.scope().toString()));
        item.put(TOKEN, text(grant.token()));
        item.put(HOLDER, text(grant.holder()));
        item.put(UNTIL, number(grant.until()));
        return item;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.builder().s(text).build();
    }

    private static AttributeValue number(Instant time) {
        return AttributeValue.builder().n(Long.toString(time.toEpochMilli())).build();
    }
}

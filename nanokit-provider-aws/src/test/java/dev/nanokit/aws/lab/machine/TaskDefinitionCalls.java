package dev.nanokit.aws.lab.machine;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Trees;

/** ECS task definitions: moto's, in pages, and known to the machine. */
final class TaskDefinitionCalls {

    private static final int PAGE = 100;

    private final TaskDefinitions definitions;
    private final Pages pages;

    TaskDefinitionCalls(TaskDefinitions definitions, Pages pages) {
        this.definitions = definitions;
        this.pages = pages;
    }

    void in(Reactions reactions) {
        reactions.notice("ecs:RegisterTaskDefinition", (request, answer) -> definitions.learn(answer.json()));
        reactions.notice(
                "ecs:DeregisterTaskDefinition",
                (request, answer) -> definitions.forget(request.text("taskDefinition")));
        reactions.notice("ecs:DeleteTaskDefinitions", (request, answer) -> Trees.texts(
                        request.parameters().path("taskDefinitions"))
                .forEach(definitions::forget));
        reactions.revise("ecs:ListTaskDefinitions", (request, answer) -> page(request, answer, "taskDefinitionArns"));
        reactions.revise("ecs:ListTaskDefinitionFamilies", (request, answer) -> page(request, answer, "families"));
    }

    private ApiResponse page(ApiRequest request, ApiResponse answer, String name) {
        return ApiResponse.json(
                pages.page(request, name, Trees.texts(answer.json().path(name)), PAGE));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Assistants;

/// <summary>A tenant in which each case has a user of its own, so that no case knows of another.</summary>
internal sealed class AssistantHouse
{
    private const string Other = "another";

    private readonly HttpClient _http;
    private readonly Api _admin;
    private readonly string _tenant;

    private AssistantHouse(HttpClient http, Api admin, string tenant) => (_http, _admin, _tenant) = (http, admin, tenant);

    /// <summary>The model that answers.</summary>
    public string Model { get; private set; } = "";

    /// <summary>Makes the tenant.</summary>
    public static async Task<AssistantHouse> CreateAsync(HttpClient http, string operatorKey, string name, CancellationToken cancellationToken)
    {
        var (tenant, operators) = ($"evaluation-{name}", new Api(http, operatorKey));
        await operators.CallAsync(HttpMethod.Post, "/tenants", new JsonObject { ["tenant_id"] = tenant, ["name"] = "Evaluation", ["tier"] = "enterprise", ["time_zone"] = "UTC" }, cancellationToken);
        var key = await operators.CallAsync(HttpMethod.Post, $"/tenants/{tenant}/keys", new JsonObject { ["role"] = "tenant_admin" }, cancellationToken);
        var house = new AssistantHouse(http, new Api(http, Text(key, "key")), tenant);
        var first = await house.UserAsync("first", "en", cancellationToken);
        var models = await first.CallAsync(HttpMethod.Get, "/v1/models", null, cancellationToken);
        house.Model = models["data"]?[0]?["id"]?.GetValue<string>() ?? throw new EvaluationFailedException("There is no model.");
        return house;
    }

    /// <summary>Makes a user as the case has it, says what it says, and tells what the assistant did for the last message.</summary>
    public async Task<Trial> TryAsync(EvaluationCase one, CancellationToken cancellationToken)
    {
        var user = await UserAsync(one.Id, one.Language, cancellationToken);
        await WriteAsync(user, one.Files, cancellationToken);
        if (one.OthersFiles.Count > 0)
        {
            await WriteAsync(await UserAsync($"{Other}-{one.Id}", one.Language, cancellationToken), one.OthersFiles, cancellationToken);
        }

        if (one.Denies.Count > 0)
        {
            await _admin.CallAsync(HttpMethod.Post, $"/tenants/{_tenant}/policies", new JsonObject
            {
                ["name"] = one.Id, ["effect"] = "deny", ["priority"] = 100, ["principals"] = new JsonArray($"user:{one.Id}"),
                ["resources"] = new JsonArray([.. one.Denies.Select(static resource => JsonValue.Create(resource))]), ["actions"] = new JsonArray("execute"),
            }, cancellationToken);
        }

        var evidence = new StringBuilder().AppendJoin('\n', one.Say).Append('\n').AppendJoin('\n', one.Files.Values);
        return one.Expect.Schema is { } schema
            ? await CompleteAsync(user, one, JsonNode.Parse(schema.GetRawText())!, evidence, cancellationToken)
            : await SayAsync(user, one, evidence, cancellationToken);
    }

    private async Task<Trial> CompleteAsync(Api user, EvaluationCase one, JsonNode schema, StringBuilder evidence, CancellationToken cancellationToken)
    {
        var answer = await user.CallAsync(HttpMethod.Post, "/v1/chat/completions", new JsonObject
        {
            ["model"] = Model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = one.Say[0] }),
            ["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = "answer", ["strict"] = true, ["schema"] = schema } },
        }, cancellationToken);
        return new Trial(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer["choices"]?[0]?["message"]?["content"]?.GetValue<string>() ?? "")), evidence.ToString());
    }

    private static async Task<Trial> SayAsync(Api user, EvaluationCase one, StringBuilder evidence, CancellationToken cancellationToken)
    {
        string? session = null;
        foreach (var message in one.Say)
        {
            var said = new JsonObject { ["message"] = message };
            if (session is not null)
            {
                said["session_id"] = session;
            }

            session = Text(await user.CallAsync(HttpMethod.Post, "/chat", said, cancellationToken), "session_id");
        }

        var history = await user.CallAsync(HttpMethod.Get, $"/sessions/{session}?limit=100", null, cancellationToken);
        var messages = history["messages"]!.AsArray().Select(static message => message!).ToList();
        foreach (var result in messages.Where(static message => Text(message, "role") == "tool"))
        {
            evidence.Append('\n').Append(Text(result, "content"));
        }

        return new Trial(new ChatResponse([.. messages.Skip(messages.FindLastIndex(static message => Text(message, "role") == "user") + 1).Select(Transcript.Of)]), evidence.ToString());
    }

    private async Task<Api> UserAsync(string id, string language, CancellationToken cancellationToken)
    {
        await _admin.CallAsync(HttpMethod.Post, "/users",
            new JsonObject { ["user_id"] = id, ["initial_data"] = new JsonObject { ["preferences"] = new JsonObject { ["language"] = language } } }, cancellationToken);
        return new Api(_http, Text(await _admin.CallAsync(HttpMethod.Post, $"/users/{id}/tokens", new JsonObject(), cancellationToken), "access_token"));
    }

    private static async Task WriteAsync(Api user, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        foreach (var (path, text) in files)
        {
            await user.WriteAsync(path, text, cancellationToken);
        }
    }

    private static string Text(JsonNode node, string member) =>
        node[member]?.GetValue<string>() ?? throw new EvaluationFailedException($"The answer has no {member}: {node.ToJsonString()}");
}

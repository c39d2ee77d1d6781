using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Isolation.Tests;

/// <summary>
/// A body that is acceptable as far as its schema tells, so that a refusal speaks of the caller and not of the body. Where a
/// value must be of a certain kind, it is listed by name; a new one is added here when a test says so.
/// </summary>
internal static class Bodies
{
    private static readonly Dictionary<string, Func<JsonNode>> Known = new()
    {
        ["tenant_id"] = () => $"t-{Guid.NewGuid():N}",
        ["user_id"] = () => $"u-{Guid.NewGuid():N}",
        ["tier"] = () => "free",
        ["role"] = () => "tenant_admin",
        ["message"] = () => "hello",
        ["report_type"] = () => "daily",
        ["kind"] = () => "daily",
        ["hour"] = () => 9,
        ["minute"] = () => 0,
        ["payload"] = () => new JsonObject { ["type"] = "report", ["report_type"] = "daily" },
        ["key_hash"] = () => new string('0', 64),
        ["language"] = () => "en",
        ["decision"] = () => "approve",
        ["address"] = () => "https://models.example/v1",
    };

    /// <summary>Members that are left out although the schema names them: they belong to other variants of the body.</summary>
    private static readonly string[] LeftOut = ["session_id", "custom_prompt", "scopes", "expires_in", "initial_data", "time_zone"];

    public static HttpContent? For(Route route) => route switch
    {
        { BodySchema: null, BodyType: null } => null,
        { BodyType: { } type } when !type.Contains("json", StringComparison.Ordinal) => new StringContent("text", Encoding.UTF8, "text/plain"),
        _ => new StringContent(Build(route.BodySchema!).ToJsonString(), Encoding.UTF8, "application/json"),
    };

    /// <summary>The members of a JSON body, in a form that its schema accepts.</summary>
    public static JsonObject Build(JsonNode schema)
    {
        var body = new JsonObject();
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (Known.TryGetValue(name, out var value))
            {
                body[name] = value();
            }
            else if (required.Contains(name) && !LeftOut.Contains(name))
            {
                body[name] = Value(property!);
            }
        }

        return body;
    }

    private static JsonNode? Value(JsonNode schema)
    {
        var type = schema["type"] is JsonArray several ? several[^1]!.GetValue<string>() : schema["type"]?.GetValue<string>();
        return type switch
        {
            "integer" or "number" => 1,
            "boolean" => true,
            "array" => new JsonArray(),
            "object" => new JsonObject(),
            "null" => null,
            _ => "text",
        };
    }
}

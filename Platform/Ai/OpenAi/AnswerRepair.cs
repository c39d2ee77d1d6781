using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Puts one answer of a server, whole or in parts, into the exact form that the OpenAI SDK insists on, where what the
/// server sent has one sensible meaning. What has none is left, for the SDK to refuse.
/// </summary>
internal sealed class AnswerRepair(bool streamed)
{
    private static readonly string[] Reasons = ["stop", "length", "tool_calls", "content_filter", "function_call"];
    private readonly Dictionary<int, bool> _callsWithArguments = [];

    /// <summary>The JSON text to read instead of <paramref name="json"/>.</summary>
    public string Apply(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject answer)
            {
                return json;
            }

            Usage(answer);
            Choices(answer);
            return answer.ToJsonString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or a text in it that is none: the SDK says so.
            return json;
        }
    }

    private void Choices(JsonObject answer)
    {
        if (streamed && answer["choices"] is null && answer.ContainsKey("choices"))
        {
            answer["choices"] = new JsonArray();
        }

        foreach (var choice in Objects(answer["choices"]))
        {
            var said = (choice["delta"] ?? choice["message"]) as JsonObject;
            var calls = Objects(said?["tool_calls"]).ToList();
            calls.ForEach(Call);
            Finish(choice, said, calls.Count > 0);
        }
    }

    private void Finish(JsonObject choice, JsonObject? said, bool calls)
    {
        var reason = Text(choice["finish_reason"]);
        if (streamed && reason is null or "")
        {
            choice["finish_reason"] = null;
            return;
        }

        // A whole answer has come to its end, whatever its reason is called.
        choice["finish_reason"] = Reasons.Contains(reason) ? reason : calls ? "tool_calls" : "stop";
        if (streamed && said is not null)
        {
            foreach (var (index, _) in _callsWithArguments.Where(static call => !call.Value))
            {
                if (said["tool_calls"] is not JsonArray pieces)
                {
                    said["tool_calls"] = pieces = [];
                }

                pieces.Add(new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = "{}" } });
            }
        }
    }

    private void Call(JsonObject call)
    {
        var function = call["function"] as JsonObject ?? [];
        if (Text(function["arguments"]) is null && function["arguments"] is JsonObject written)
        {
            function["arguments"] = written.ToJsonString();
        }

        var arguments = Text(function["arguments"]);
        if (!streamed)
        {
            function["arguments"] = string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments;
            call["id"] = Text(call["id"]) ?? NewId();
            return;
        }

        var index = call["index"]?.GetValue<int>() ?? 0;
        if (_callsWithArguments.TryAdd(index, false))
        {
            call["id"] = Text(call["id"]) ?? NewId();
        }

        _callsWithArguments[index] |= !string.IsNullOrWhiteSpace(arguments);
        if (Text(function["name"]) is null or "")
        {
            function.Remove("name");
        }
    }

    /// <summary>A count without its numbers is none.</summary>
    private static void Usage(JsonObject answer)
    {
        if (answer["usage"] is JsonObject usage
            && !(IsNumber(usage["prompt_tokens"]) && IsNumber(usage["completion_tokens"]) && IsNumber(usage["total_tokens"])))
        {
            answer.Remove("usage");
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => list is JsonArray items ? items.OfType<JsonObject>() : [];

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static string NewId() => $"call-{Guid.NewGuid():n}";
}

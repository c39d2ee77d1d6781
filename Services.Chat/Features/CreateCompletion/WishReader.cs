using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Reads what is wanted of the answer. What cannot be given is refused by its name; nothing that would change the answer is passed over.</summary>
internal static class WishReader
{
    private const int MostStops = 4;
    private static readonly string[] Text = ["text"];

    /// <summary>What <paramref name="request"/> wants, where <paramref name="tools"/> are the tools that it brings.</summary>
    public static AnswerWishes Read(CompletionRequest request, IReadOnlyList<CallerTool> tools, ValidationErrors errors)
    {
        errors.Require(request.N is null or 1, "n", "must be 1")
            .Require(request.MaxTokens is null or > 0, "max_tokens", "must be at least 1")
            .Require(request.MaxCompletionTokens is null or > 0, "max_completion_tokens", "must be at least 1")
            .Require(request.Temperature is null or (>= 0 and <= 2), "temperature", "must be from 0 to 2")
            .Require(request.TopP is null or (>= 0 and <= 1), "top_p", "must be from 0 to 1")
            .Require(request.FrequencyPenalty is null or (>= -2 and <= 2), "frequency_penalty", "must be from -2 to 2")
            .Require(request.PresencePenalty is null or (>= -2 and <= 2), "presence_penalty", "must be from -2 to 2")
            .Require(request.Store is not true, "store", "must be false: nothing is stored")
            .Require(request.Logprobs is not true, "logprobs", "must be false: probabilities are not told")
            .Require(request.Modalities is null || request.Modalities.SequenceEqual(Text), "modalities", "must be [\"text\"]")
            .Require(request.ServiceTier is null or "auto" or "default", "service_tier", "must be auto or default")
            .Require(request.StreamOptions is null || request.Stream is true, "stream_options", "is for streams: send stream true")
            .Require(request.ParallelToolCalls is null || tools.Count > 0, "parallel_tool_calls", "is for requests with tools");
        var (format, strict) = FormatReader.Read(request.ResponseFormat, errors);
        return new AnswerWishes
        {
            MaximumTokens = request.MaxTokens is { } most && request.MaxCompletionTokens is { } newer ? Math.Min(most, newer) : request.MaxCompletionTokens ?? request.MaxTokens,
            Temperature = request.Temperature,
            TopP = request.TopP,
            FrequencyPenalty = request.FrequencyPenalty,
            PresencePenalty = request.PresencePenalty,
            Seed = request.Seed,
            Effort = Effort(request.ReasoningEffort, errors),
            Stop = Stops(request.Stop, errors),
            Format = format,
            StrictFormat = strict,
            ParallelCalls = request.ParallelToolCalls,
            Tools = tools,
            ToolMode = ToolMode(request.ToolChoice, tools, errors),
        };
    }

    private static ReasoningEffort? Effort(string? effort, ValidationErrors errors)
    {
        ReasoningEffort? known = effort switch
        {
            "none" => ReasoningEffort.None,
            "low" => ReasoningEffort.Low,
            "medium" => ReasoningEffort.Medium,
            "high" => ReasoningEffort.High,
            "xhigh" => ReasoningEffort.ExtraHigh,
            _ => null,
        };
        errors.Require(effort is null || known is not null, "reasoning_effort", "must be one of: none, low, medium, high, xhigh");
        return known;
    }

    private static IReadOnlyList<string> Stops(JsonElement? stop, ValidationErrors errors)
    {
        if (stop is not { } json || json.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        List<string?> stops = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(Texts.Of)] : [Texts.Of(json)];
        errors.Require(stops.Count <= MostStops && stops.TrueForAll(static text => text is { Length: > 0 }), "stop", "must be a text, or a list of at most four");
        return [.. stops.OfType<string>()];
    }

    private static ChatToolMode ToolMode(JsonElement? choice, IReadOnlyList<CallerTool> tools, ValidationErrors errors)
    {
        if (choice is not { } json || json.ValueKind == JsonValueKind.Null)
        {
            return ChatToolMode.Auto;
        }

        var named = Texts.Of(json, "type") == "function" && json.TryGetProperty("function", out var function) ? Texts.Of(function, "name") : null;
        ChatToolMode? mode = Texts.Of(json) switch
        {
            "auto" => ChatToolMode.Auto,
            "none" => ChatToolMode.None,
            "required" => ChatToolMode.RequireAny,
            _ => named is null ? null : ChatToolMode.RequireSpecific(named),
        };
        errors.Require(mode is not null, "tool_choice", "must be auto, none, required or {\"type\": \"function\", \"function\": {\"name\": …}}")
            .Require(mode is not RequiredChatToolMode || tools.Count > 0, "tool_choice", "is for requests with tools")
            .Require(named is null || tools.Any(tool => tool.Name == named), "tool_choice", "must name one of tools");
        return mode ?? ChatToolMode.Auto;
    }
}

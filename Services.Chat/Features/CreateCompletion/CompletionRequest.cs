using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Body of <c>POST /v1/chat/completions</c>, in OpenAI's shape. What is not a member here is refused by its name.</summary>
internal sealed record CompletionRequest
{
    /// <summary>One of the models that <c>GET /v1/models</c> lists.</summary>
    [Required]
    public string? Model { get; init; }

    /// <summary>The whole conversation, at most 2,000 messages.</summary>
    [Required]
    public IReadOnlyList<RequestedMessage?>? Messages { get; init; }

    /// <summary>Whether the answer comes as server-sent events while it is made.</summary>
    public bool? Stream { get; init; }

    public RequestedStream? StreamOptions { get; init; }

    /// <summary>How many answers: 1.</summary>
    public int? N { get; init; }

    /// <summary>Most tokens of a reply, where that is fewer than the assistant's own limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The same by its newer name; of two the smaller counts.</summary>
    public int? MaxCompletionTokens { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public float? FrequencyPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    public long? Seed { get; init; }

    /// <summary>none, minimal, low, medium, high or xhigh.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>A text or up to four at which the reply ends.</summary>
    public JsonElement? Stop { get; init; }

    /// <summary><c>text</c>, <c>json_object</c> or <c>json_schema</c>.</summary>
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>Functions that the caller makes itself, at most 128.</summary>
    public IReadOnlyList<RequestedTool?>? Tools { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, <c>required</c>, or the name of one of the tools.</summary>
    public JsonElement? ToolChoice { get; init; }

    public bool? ParallelToolCalls { get; init; }

    /// <summary>Only false: nothing is stored.</summary>
    public bool? Store { get; init; }

    /// <summary>Only false: probabilities are not told.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>Only <c>["text"]</c>.</summary>
    public IReadOnlyList<string?>? Modalities { get; init; }

    /// <summary>Only <c>auto</c> or <c>default</c>.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Taken and passed over: whose request it is the credential says.</summary>
    public string? User { get; init; }

    /// <summary>Taken and passed over.</summary>
    public string? SafetyIdentifier { get; init; }

    /// <summary>Taken and passed over.</summary>
    public string? PromptCacheKey { get; init; }

    /// <summary>Taken and passed over: it is for what is stored.</summary>
    public JsonElement? Metadata { get; init; }
}

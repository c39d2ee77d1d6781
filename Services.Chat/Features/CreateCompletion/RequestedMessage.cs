using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>A message of the conversation, as OpenAI's clients send it and send back what they were answered.</summary>
internal sealed record RequestedMessage
{
    /// <summary>system, developer, user, assistant or tool.</summary>
    [Required, AllowedValues("system", "developer", "user", "assistant", "tool")]
    public string? Role { get; init; }

    /// <summary>A text, or a list of parts of the type <c>text</c>.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>Taken and passed over.</summary>
    public string? Name { get; init; }

    /// <summary>Calls that an assistant made.</summary>
    public IReadOnlyList<RequestedCall?>? ToolCalls { get; init; }

    /// <summary>Of a tool's message: the call that it answers.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>What an assistant said instead of an answer; words like others.</summary>
    public string? Refusal { get; init; }

    /// <summary>Of an assistant's message; taken and passed over.</summary>
    public JsonElement? Annotations { get; init; }

    /// <summary>What an assistant thought; taken and passed over.</summary>
    public string? ReasoningContent { get; init; }

    /// <summary>Only null: there is no sound.</summary>
    public JsonElement? Audio { get; init; }

    /// <summary>Only null: the form before <c>tool_calls</c>.</summary>
    public JsonElement? FunctionCall { get; init; }
}

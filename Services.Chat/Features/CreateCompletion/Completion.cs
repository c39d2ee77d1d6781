using System.Text.Json.Serialization;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Answer of <c>POST /v1/chat/completions</c>, in OpenAI's shape.</summary>
/// <param name="Id">The turn.</param>
/// <param name="Object">Always <c>chat.completion</c>.</param>
/// <param name="Created">When it was asked for, in seconds.</param>
/// <param name="Model">The model, as it was asked for.</param>
/// <param name="Choices">The one answer.</param>
/// <param name="Usage">Tokens of all model calls of the turn.</param>
internal sealed record Completion(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices, CompletionUsage Usage);

/// <summary>The answer.</summary>
/// <param name="Index">Always 0.</param>
/// <param name="Message">What was said, or is to be called.</param>
/// <param name="Logprobs">Always null.</param>
/// <param name="FinishReason">stop, length, content_filter or tool_calls.</param>
internal sealed record CompletionChoice(int Index, CompletionMessage Message, object? Logprobs, string FinishReason);

/// <summary>What was said, or is to be called.</summary>
/// <param name="Role">Always <c>assistant</c>.</param>
/// <param name="Content">The words; null where there are none but calls.</param>
/// <param name="Refusal">Always null.</param>
/// <param name="ToolCalls">Tools of the caller's to call; not there without any.</param>
internal sealed record CompletionMessage(
    string Role, string? Content, string? Refusal, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CompletionCall>? ToolCalls);

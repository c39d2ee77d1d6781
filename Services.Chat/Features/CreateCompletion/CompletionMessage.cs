using System.Text.Json.Serialization;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>What was said, or is to be called.</summary>
/// <param name="Role">Always <c>assistant</c>.</param>
/// <param name="Content">The words; null where there are none but calls.</param>
/// <param name="Refusal">Always null.</param>
/// <param name="ToolCalls">Tools of the caller's to call; not there without any.</param>
internal sealed record CompletionMessage(
    string Role, string? Content, string? Refusal, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CompletionCall>? ToolCalls);

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>The answer.</summary>
/// <param name="Index">Always 0.</param>
/// <param name="Message">What was said, or is to be called.</param>
/// <param name="Logprobs">Always null.</param>
/// <param name="FinishReason">stop, length, content_filter or tool_calls.</param>
internal sealed record CompletionChoice(int Index, CompletionMessage Message, object? Logprobs, string FinishReason);

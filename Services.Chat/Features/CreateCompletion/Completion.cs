namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Answer of <c>POST /v1/chat/completions</c>, in OpenAI's shape.</summary>
/// <param name="Id">The turn.</param>
/// <param name="Object">Always <c>chat.completion</c>.</param>
/// <param name="Created">When it was asked for, in seconds.</param>
/// <param name="Model">The model, as it was asked for.</param>
/// <param name="Choices">The one answer.</param>
/// <param name="Usage">Tokens of all model calls of the turn.</param>
internal sealed record Completion(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices, CompletionUsage Usage);

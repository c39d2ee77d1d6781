using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>The answer, or why there is none.</summary>
internal sealed record TurnResult(ChatAnswer? Answer, Refusal? Refusal);

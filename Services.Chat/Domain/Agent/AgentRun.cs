using Microsoft.Extensions.AI;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Domain.Agent;

/// <summary>All that one turn works on. Each turn has its own; nothing of it is shared.</summary>
/// <param name="Context">Whose turn it is.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Messages">System prompt, history and the user's message, in order.</param>
/// <param name="WindowBytes">Bytes of UTF-8 that the model reads at most at once.</param>
internal sealed record AgentRun(TenantContext Context, Guid TurnId, IReadOnlyList<ChatMessage> Messages, long WindowBytes);

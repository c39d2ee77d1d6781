using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Tools;

/// <summary>One call of a tool.</summary>
/// <param name="Context">For whom: the tool acts as this user and nobody else.</param>
/// <param name="TurnId">The turn that it is called in.</param>
/// <param name="Key">Unique for the call, for services that are to do it once only.</param>
/// <param name="HasReadText">Whether the turn had read text that others may have written before it came to this call.</param>
/// <param name="Arguments">What the model passed.</param>
internal sealed record ToolInvocation(TenantContext Context, Guid TurnId, string Key, bool HasReadText, ToolArguments Arguments);

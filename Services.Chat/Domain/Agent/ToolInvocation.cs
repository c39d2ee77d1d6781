using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Domain.Agent;

/// <summary>One call of a tool.</summary>
/// <param name="Context">For whom: the tool acts as this user and nobody else.</param>
/// <param name="Key">Unique for the call, for services that are to do it once only.</param>
/// <param name="Arguments">What the model passed.</param>
internal sealed record ToolInvocation(TenantContext Context, string Key, ToolArguments Arguments);

using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>For whom the model is called.</summary>
/// <param name="Context">Tenant and user.</param>
/// <param name="KeyId">The API key that the work began with, where that is known.</param>
/// <param name="RunId">The run: a chat turn, a report.</param>
public sealed record TokenCaller(TenantContext Context, string? KeyId = null, Guid? RunId = null);

namespace Nanobot.Platform.Tenancy;

/// <summary>What an envelope says that was found genuine.</summary>
/// <param name="Context">Who acts.</param>
/// <param name="Issuer">The module whose key signed it.</param>
/// <param name="Audience">One of <see cref="ContextAudience"/>.</param>
/// <param name="IssuedAt">Unix seconds.</param>
/// <param name="ExpiresAt">Unix seconds, or 0 where it does not expire.</param>
internal sealed record VerifiedContext(TenantContext Context, string Issuer, string Audience, long IssuedAt, long ExpiresAt);

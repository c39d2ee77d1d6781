using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>A context and its signed form, used for several requests of the same credential.</summary>
/// <param name="Context">The context.</param>
/// <param name="Envelope">Its signed envelope for requests.</param>
/// <param name="Tenant">The tenant's state that it was made from.</param>
/// <param name="MintedAt">When it was signed.</param>
internal sealed record MintedContext(TenantContext Context, string Envelope, TenantSnapshot? Tenant, DateTimeOffset MintedAt);

using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Tenants.Features.ResolveCredential;

/// <summary>Body of <c>POST /internal/credentials/resolve</c>.</summary>
/// <param name="KeyHash">SHA-256 of the whole key, 64 lower-case hexadecimal digits.</param>
internal sealed record ResolveCredentialRequest([property: Required] string? KeyHash);
